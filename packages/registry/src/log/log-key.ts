import {
  createVerifierKey,
  formatVerifierKey,
  signedMessage,
  type NoteSignature,
} from '@fupin/credential/log';
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { createPrivateFile, readPrivateFile } from '../signing/private-file.ts';
import { SigningKeyError } from '../signing/signing-key-error.ts';

/** The key that signs the log's checkpoints. */
export interface LogKey {
  /** The log's name, which begins its checkpoints: see logOriginOf. */
  readonly origin: string;
  /** The verifier key that others check with (C2SP signed-note). */
  readonly verifierKey: string;
  sign(text: string): NoteSignature;
}

/** Where the log key is kept. */
export interface LogKeyPlaces {
  readonly file: string;
  /** A private JWK, where the key is not kept in the file. */
  readonly jwk?: string | undefined;
}

/** The name of a registry's log: its address without the scheme (C2SP tlog-tiles), e.g. `registry.example/log`. */
export const logOriginOf = (publicUrl: string) => `${new URL(publicUrl).host}/log`;

/** A new log key for a registry, as private JWK (RFC 8037). */
export function newLogKeyJwk(): object {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
}

/** The log key in a private Ed25519 JWK (RFC 8037). Throws a SigningKeyError that names the source where it is none. */
export async function readLogKey(jwk: string, publicUrl: string, source: string): Promise<LogKey> {
  const privateKey = privateKeyIn(jwk, source);
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const origin = logOriginOf(publicUrl);
  const publicKey = new Uint8Array(Buffer.from(x, 'base64url'));
  const verifierKey = await createVerifierKey(origin, 'ed25519', publicKey);
  return {
    origin,
    verifierKey: formatVerifierKey(verifierKey),
    sign: (text) => ({
      name: origin,
      id: verifierKey.id,
      signature: new Uint8Array(sign(null, signedMessage(text), privateKey)),
    }),
  };
}

/**
 * The log key of a registry: the one given, else the one in a file of mode 0600, which is made where there is none. Throws a
 * SigningKeyError where either is no such key, or where others may read the file.
 */
export async function loadLogKey(
  { file, jwk }: LogKeyPlaces,
  publicUrl: string,
): Promise<{ readonly logKey: LogKey; readonly isNew: boolean }> {
  if (jwk) return { logKey: await readLogKey(jwk, publicUrl, 'FUPIN_LOG_KEY'), isNew: false };
  const kept = await readPrivateFile(file);
  if (kept !== undefined) return { logKey: await readLogKey(kept, publicUrl, file), isNew: false };
  const made = newLogKeyJwk();
  await createPrivateFile(file, made);
  return { logKey: await readLogKey(JSON.stringify(made), publicUrl, file), isNew: true };
}

function privateKeyIn(jwk: string, source: string): KeyObject {
  try {
    const key = createPrivateKey({ key: JSON.parse(jwk) as JsonWebKey, format: 'jwk' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What is wrong with it is not told: an error message is no place for a private key.
  }
  throw new SigningKeyError(
    `${source} holds no usable log key. Expected: a private Ed25519 key as JWK with kty OKP, crv, x and d.`,
  );
}
