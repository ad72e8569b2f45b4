import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { encoder, sha256 } from './digest.ts';
import type { EcPublicJwk } from './digest.ts';
import { demand } from './unverifiable.ts';

/** ECDSA on P-256 with SHA-256, in WebCrypto's words (RFC 7518 §3.4). */
export const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** What a compact JWS says, before anything of it is believed. */
export type Jws = readonly [
  header: JwsHeader,
  claims: unknown,
  /** The payload named by its digest (RFC 6920); why the payload is told at `digestCertificate`. */
  digest: string,
  signed: Bytes,
  signature: Bytes,
];

/** The header of a token. */
export interface JwsHeader {
  readonly alg?: string;
  readonly typ?: string;
  /** RFC 7638 thumbprint of the key that signed. */
  readonly kid: string;
  /** In a key set the root key itself, of which verifiers pin no more than the thumbprint. */
  readonly jwk?: EcPublicJwk;
  readonly crit?: unknown;
  readonly b64?: unknown;
}

const decoder = new TextDecoder();

/** Signs claims as compact JWS; by default in the form of a credential (VC-JOSE-COSE §3.1.1). */
export async function signJws(
  claims: object,
  kid: string,
  key: CryptoKey,
  header: object = { typ: 'vc+jwt', cty: 'vc', kid },
): Promise<string> {
  const signed = [{ alg: 'ES256', ...header }, claims]
    .map((part) => encodeBase64url(encoder.encode(JSON.stringify(part))))
    .join('.');
  const signature = await crypto.subtle.sign(es256, key, encoder.encode(signed));
  return `${signed}.${encodeBase64url(new Uint8Array(signature))}`;
}

/** Takes a compact JWS apart; throws where it is not in the form that `signJws` writes. */
export async function readJws(token: string): Promise<Jws> {
  const [header, payload, signature] = token.split('.').map(decodeBase64url) as [
    Bytes,
    Bytes,
    Bytes,
  ];
  return [
    readJson(header) as JwsHeader,
    readJson(payload),
    `ni:///sha-256;${await sha256(payload)}`,
    encoder.encode(token.slice(0, token.lastIndexOf('.'))),
    signature,
  ];
}

/** Tells whether a signature is true under a key (ES256, RFC 7518 §3.4). */
export async function isSignature(
  signature: Bytes,
  signed: Bytes,
  key: CryptoKey,
): Promise<boolean> {
  // The length, because Firefox verifies some signatures that are too long.
  return signature.length === 64 && crypto.subtle.verify(es256, key, signature, signed);
}

/** Reads JSON in the one spelling that `JSON.stringify` writes, in which no member can stand twice. */
function readJson(bytes: Bytes): unknown {
  const text = decoder.decode(bytes);
  const value: unknown = JSON.parse(text);
  demand(JSON.stringify(value) === text, 'malformed');
  return value;
}
