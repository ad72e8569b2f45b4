import { createPublicKey, ECDH, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decodeBase58 } from './multibase.ts';
import { demand, VerificationError } from './verification-error.ts';

/** A public key of somebody, under the URL that signatures name it by (Controlled Identifiers 1.0 §2.2). */
export interface VerificationMethod {
  readonly id: string;
  readonly publicKeyJwk: JsonWebKey & { readonly kid?: string; readonly exp?: number };
}

/** Finds the keys of an issuer or holder; undefined where nothing is known of it. */
export type FindMethods = (
  controller: string,
) => Promise<readonly VerificationMethod[] | undefined> | readonly VerificationMethod[] | undefined;

/**
 * The keys of somebody: those that `find` knows, else what the identifier itself holds (did:key, did:jwk). Nothing is fetched,
 * because whoever asks could send us anywhere. Throws a VerificationError where there are none.
 */
export async function methodsOf(
  controller: string,
  find: FindMethods,
): Promise<readonly VerificationMethod[]> {
  const methods = (await find(controller)) ?? ownMethods(controller);
  demand(methods, 'cryptographic', `The keys of ${controller} are not known here.`);
  return methods;
}

/** The key that a signature names, by its URL or by its `kid`. Throws where there is none, or more, or it is retired. */
export function keyNamed(
  name: string,
  controller: string,
  methods: readonly VerificationMethod[],
  now: Date,
): KeyObject & { readonly type: 'public' } {
  const [method, another] = methods.filter(
    ({ id, publicKeyJwk: { kid } }) => id === name || `${controller}${name}` === id || kid === name,
  );
  demand(method && !another, 'cryptographic', `${controller} has no key of this name.`);
  const { exp } = method.publicKeyJwk;
  demand(
    exp === undefined || now.getTime() < exp * 1000,
    'cryptographic',
    'The key that signed it is retired.',
  );
  try {
    return createPublicKey({ key: method.publicKeyJwk, format: 'jwk' }) as KeyObject & {
      readonly type: 'public';
    };
  } catch {
    throw malformedKey();
  }
}

function ownMethods(controller: string): readonly VerificationMethod[] | undefined {
  const [, method, value = ''] = /^did:(key|jwk):([\w-]+)$/.exec(controller) ?? [];
  if (method === 'key') {
    return [{ id: `${controller}#${value}`, publicKeyJwk: jwkOf(decodeBase58(value)) }];
  }
  if (method === 'jwk') return [{ id: `${controller}#0`, publicKeyJwk: readJwk(value) }];
  return undefined;
}

/** The key in a Multikey (Controlled Identifiers 1.0 §2.2.2): Ed25519 or P-256. */
function jwkOf(bytes: Buffer): JsonWebKey {
  const key = bytes.subarray(2);
  switch (bytes.toString('hex', 0, 2)) {
    case 'ed01':
      return { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
    case '8024':
      return uncompressed(key);
    default:
      throw malformedKey();
  }
}

function uncompressed(key: Buffer): JsonWebKey {
  try {
    const point = ECDH.convertKey(key, 'prime256v1') as Buffer;
    const half = (start: number) => point.subarray(start, start + 32).toString('base64url');
    return { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) };
  } catch {
    throw malformedKey();
  }
}

function readJwk(text: string): JsonWebKey {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as JsonWebKey;
  } catch {
    throw malformedKey();
  }
}

function malformedKey() {
  return new VerificationError('cryptographic', 'The key is none that is understood here.');
}
