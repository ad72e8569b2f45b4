import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { demand } from './unverifiable.ts';

/** ECDSA on P-256 with SHA-256, in WebCrypto's words (RFC 7518 §3.4). */
export const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Bytes = Uint8Array<ArrayBuffer>;

interface Header {
  alg?: string;
  typ?: string;
  kid: string;
  crit?: unknown;
}

/** Signs a credential as compact JWS in the form of VC-JOSE-COSE §3.1.1. */
export async function signJws(claims: object, kid: string, key: CryptoKey): Promise<string> {
  const header = { alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid };
  const signed = [header, claims]
    .map((part) => encodeBase64url(encoder.encode(JSON.stringify(part))))
    .join('.');
  const signature = await crypto.subtle.sign(es256, key, encoder.encode(signed));
  return `${signed}.${encodeBase64url(new Uint8Array(signature))}`;
}

/** Verifies a compact JWS under the key that `keyOf` finds for its `kid`; resolves with `kid`, payload and claims. */
export async function verifyJws(
  token: string,
  keyOf: (kid: string) => Promise<CryptoKey>,
): Promise<{ kid: string; payload: Bytes; claims: unknown }> {
  const parts = token.split('.');
  demand(parts.length === 3, 'malformed');
  const [header, payload, signature] = parts.map(decodeBase64url) as [Bytes, Bytes, Bytes];
  const { alg, typ, kid, crit } = readJson(header) as Header;
  demand(alg === 'ES256' && typ === 'vc+jwt' && crit === undefined, 'headerNotAllowed');
  const key = await keyOf(kid);
  const signed = encoder.encode(token.slice(0, token.lastIndexOf('.')));
  // The length, because Firefox verifies some signatures that are too long.
  demand(
    signature.length === 64 && (await crypto.subtle.verify(es256, key, signature, signed)),
    'signatureInvalid',
  );
  return { kid, payload, claims: readJson(payload) };
}

function readJson(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}
