import { thumbprint } from '@fupin/credential';
import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import type { PublishedKey } from './registry-keys.ts';
import { SigningKeyError } from './signing-key-error.ts';

const type = 'jwk-set+jwt';

/** What a root key signs (see signKeySet of @fupin/credential): whose keys they are, from when until when the set is to be believed (seconds since 1970). */
export interface SignedKeySet {
  readonly iss: string;
  readonly sub: string;
  readonly iat: number;
  readonly exp: number;
  readonly keys: readonly PublishedKey[];
}

/** A signed key set as it was read, and the RFC 7638 thumbprint of the root key that signed it. */
export interface ReadKeySet extends SignedKeySet {
  readonly rootKeyId: string;
  readonly token: string;
}

/** Reads a signed key set and checks its signature; throws a SigningKeyError that names the source where it is none. */
export async function readKeySet(text: string, source: string): Promise<ReadKeySet> {
  const token = text.trim();
  try {
    const [head = '', body = '', signature = ''] = token.split('.');
    const { alg, typ, kid, jwk } = json(head) as Record<string, unknown>;
    const rootKeyId = await thumbprint(jwk as Parameters<typeof thumbprint>[0]);
    const isTrue =
      alg === 'ES256' &&
      typ === type &&
      kid === rootKeyId &&
      token === [head, body, signature].join('.') &&
      verify(
        'sha256',
        Buffer.from(`${head}.${body}`),
        {
          key: createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }),
          dsaEncoding: 'ieee-p1363',
        },
        Buffer.from(signature, 'base64url'),
      );
    const keySet = json(body) as SignedKeySet;
    if (isTrue && Array.isArray(keySet.keys)) return { ...keySet, rootKeyId, token };
  } catch {
    // What it is instead is told below.
  }
  throw new SigningKeyError(
    `${source} holds no signed key set. Expected: what fupin-registry root sign-key-set prints.`,
  );
}

function json(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
