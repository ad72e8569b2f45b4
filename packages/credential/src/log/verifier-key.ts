import { decodeBase64, encodeBase64, type Bytes } from './base64.ts';
import { expectForm } from './malformed.ts';
import { sha256 } from './merkle-hash.ts';

/** What a key signs: notes as they are, or checkpoints with the time (C2SP tlog-cosignature). */
export type SignatureType = 'ed25519' | 'cosignature';

const typeBytes: Readonly<Record<SignatureType, number>> = { ed25519: 1, cosignature: 4 };
const publicKeyBytes = 32;

/** The public key of a log or witness. */
export interface VerifierKey {
  /** Name of the signer, for a log its origin, e.g. `registry.example/log`. */
  readonly name: string;
  /** Key id: 8 hexadecimal digits. */
  readonly id: string;
  readonly type: SignatureType;
  /** The Ed25519 key (RFC 8032). */
  readonly publicKey: Bytes;
}

/** Makes the verifier key of a signer, whose id follows from the rest (C2SP signed-note). */
export async function createVerifierKey(
  name: string,
  type: SignatureType,
  publicKey: Bytes,
): Promise<VerifierKey> {
  expectForm(isKeyName(name), 'expected a key name without spaces and plus signs');
  expectForm(publicKey.length === publicKeyBytes, 'expected an Ed25519 key of 32 bytes');
  const prefix = new TextEncoder().encode(`${name}\n`);
  const digest = await sha256(prefix, Uint8Array.of(typeBytes[type]), publicKey);
  return { name, id: toHex(digest.subarray(0, 4)), type, publicKey };
}

/** Reads a verifier key `name+id+base64` (C2SP signed-note); throws a MalformedLogData where it is none. */
export async function parseVerifierKey(text: string): Promise<VerifierKey> {
  const [, name = '', id = '', key = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const [typeByte, ...publicKey] = decodeBase64(key);
  const type = (Object.keys(typeBytes) as SignatureType[]).find(
    (known) => typeBytes[known] === typeByte,
  );
  expectForm(type, 'expected a verifier key of type 1 (Ed25519) or 4 (cosignature/v1)');
  const verifierKey = await createVerifierKey(name, type, Uint8Array.from(publicKey));
  expectForm(verifierKey.id === id, `expected the key id ${verifierKey.id}, received ${id}`);
  return verifierKey;
}

/** Writes a verifier key as text (C2SP signed-note). */
export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${encodeBase64(Uint8Array.of(typeBytes[type], ...publicKey))}`;
}

/** Whether text can be the name of a key. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{Cc}]+$/u.test(name);
}

/** Bytes as hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
