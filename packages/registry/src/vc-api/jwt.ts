import { sign, verify, type KeyObject } from 'node:crypto';
import { demand, VerificationError } from './verification-error.ts';

/** What a token holds: a credential or a presentation (VC-JOSE-COSE §3.1). */
export type TokenContent = 'vc' | 'vp';

/** A token taken apart, its signature not yet verified. */
export interface OpenToken {
  readonly algorithm: Algorithm;
  readonly kid: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Whether the signature is true under a key. */
  isSignedBy(key: KeyObject): boolean;
}

/** Signatures that are verified: by name (RFC 7518, RFC 8037), with curve, hash and length in bytes. */
const algorithms = {
  ES256: { curve: 'prime256v1', hash: 'sha256', bytes: 64 },
  ES384: { curve: 'secp384r1', hash: 'sha384', bytes: 96 },
  ES512: { curve: 'secp521r1', hash: 'sha512', bytes: 132 },
  EdDSA: { curve: 'ed25519', hash: null, bytes: 64 },
} as const;

type Algorithm = keyof typeof algorithms;

/** Takes a compact JWS apart. Throws a VerificationError where its spelling, header or claims are not as they have to be. */
export function openToken(token: string, content: TokenContent): OpenToken {
  const [head, body, end, more] = token.split('.');
  demand(head && body && end && more === undefined, 'parsing', 'It must be a compact JWS.');
  const header = readJson(head);
  const { alg, typ, cty, kid, crit, b64 } = header;
  demand(
    typeof alg === 'string' && Object.hasOwn(algorithms, alg),
    'cryptographic',
    `alg must be one of ${Object.keys(algorithms).join(', ')}.`,
  );
  demand(
    isMediaType(typ, `${content}+jwt`) && (cty === undefined || isMediaType(cty, content)),
    'malformed',
    `typ must be ${content}+jwt, and cty ${content}.`,
  );
  demand(crit === undefined && b64 === undefined, 'malformed', 'crit and b64 are not understood.');
  demand(typeof kid === 'string' && kid !== '', 'malformed', 'kid must name the key.');
  const claims = readJson(body);
  demand(
    !('vc' in claims) && !('vp' in claims),
    'malformed',
    'The claims vc and vp must not be there (VC-JOSE-COSE §3.1).',
  );
  const algorithm = alg as Algorithm;
  const signature = decode(end);
  return {
    algorithm,
    kid,
    claims: withIssuer(claims, header['iss']),
    isSignedBy(key) {
      const { curve, hash, bytes } = algorithms[algorithm];
      const ownCurve = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType;
      if (ownCurve !== curve || signature.length !== bytes) return false;
      const signed = Buffer.from(`${head}.${body}`);
      return verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
    },
  };
}

/** Signs a credential or presentation with a P-256 key, whose name is a URL (VC-JOSE-COSE §4.1.1). */
export function signToken(
  claims: object,
  content: TokenContent,
  { kid, key }: { readonly kid: string; readonly key: KeyObject },
): string {
  const header = { alg: 'ES256', typ: `${content}+jwt`, cty: content, kid };
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

// `iss` may stand in either place, and means the same in both (VC-JOSE-COSE §4.1.2).
function withIssuer(claims: Readonly<Record<string, unknown>>, iss: unknown) {
  return iss === undefined || 'iss' in claims ? claims : { ...claims, iss };
}

/** Media types are written with or without `application/` before them (RFC 7515 §4.1.9). */
function isMediaType(given: unknown, expected: string): boolean {
  return (
    typeof given === 'string' && given.toLowerCase().replace(/^application\//, '') === expected
  );
}

function readJson(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(decode(part)),
    );
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch (error) {
    if (error instanceof VerificationError) throw error;
  }
  throw new VerificationError('parsing', 'Header and payload must be JSON objects in UTF-8.');
}

/** Reads base64url in its one spelling: no padding, no white space, no bits left over (RFC 7515 §2). */
function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  demand(bytes.toString('base64url') === text, 'parsing', 'It must be base64url without padding.');
  return bytes;
}
