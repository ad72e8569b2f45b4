import {
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  type EcPublicJwk,
  type SigningKey,
} from '@fupin/credential';
import { createPrivateFile, readPrivateFile } from './private-file.ts';
import { SigningKeyError } from './signing-key-error.ts';

/** A private key, and whether it was made just now because there was none. */
export interface LoadedSigningKey {
  readonly signingKey: SigningKey;
  readonly isNew: boolean;
}

/**
 * A private P-256 key from a file of mode 0600, which is made where there is none. Throws a SigningKeyError where the file
 * holds no such key, or where others may read it.
 */
export async function loadSigningKey(file: string): Promise<LoadedSigningKey> {
  const text = await readPrivateFile(file);
  if (text !== undefined) return { signingKey: await readSigningKey(text, file), isNew: false };
  const signingKey = await generateSigningKey();
  await createPrivateFile(file, await exportSigningKey(signingKey));
  return { signingKey, isNew: true };
}

/** Reads a private P-256 key from its JWK as text; throws a SigningKeyError that names the source where it is none. */
export async function readSigningKey(text: string, source: string): Promise<SigningKey> {
  try {
    return await importSigningKey(JSON.parse(text) as EcPublicJwk & { d: string });
  } catch {
    // What is wrong with it is not told: an error message is no place for a private key.
    throw new SigningKeyError(
      `${source} holds no usable signing key. Expected: a private P-256 key as JWK with kty, crv, x, y and d.`,
    );
  }
}
