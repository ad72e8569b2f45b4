import {
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  type EcPublicJwk,
  type SigningKey,
} from '@fupin/credential';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The key that signs credentials can't be had, or is not kept as it has to be. The message says what to do. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
  readonly code = 'signingKey';
}

/** The key that signs credentials. */
export interface LoadedSigningKey {
  readonly signingKey: SigningKey;
  /** Whether it was made just now, because there was none. */
  readonly isNew: boolean;
}

/**
 * The registry's signing key: the private P-256 JWK given as text, else the one in a file of mode 0600, which is made where
 * there is none. Throws a SigningKeyError where either is no such key, or where others may read the file.
 */
export async function loadSigningKey(file: string, givenJwk?: string): Promise<LoadedSigningKey> {
  if (givenJwk) {
    return { signingKey: await readKey(givenJwk, 'FUPIN_SIGNING_KEY'), isNew: false };
  }
  const jwk = await readKeyFile(file);
  if (jwk !== undefined) return { signingKey: await readKey(jwk, file), isNew: false };
  const signingKey = await generateSigningKey();
  const text = `${JSON.stringify(await exportSigningKey(signingKey), null, 2)}\n`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  return { signingKey, isNew: true };
}

async function readKeyFile(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    // Windows has no such bits; who may read a file there is up to its folder.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new SigningKeyError(
        `The signing key ${file} may be read by others (mode ${(mode & 0o777).toString(8)}). Expected: mode 600. ` +
          `Run chmod 600 on it, and make a new key if somebody may have read it.`,
      );
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readKey(text: string, source: string): Promise<SigningKey> {
  try {
    return await importSigningKey(JSON.parse(text) as EcPublicJwk & { d: string });
  } catch {
    // What is wrong with it is not told: an error message is no place for a private key.
    throw new SigningKeyError(
      `${source} holds no usable signing key. Expected: a private P-256 key as JWK with kty, crv, x, y and d.`,
    );
  }
}
