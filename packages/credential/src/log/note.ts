import { decodeBase64, encodeBase64, type Bytes } from './base64.ts';
import { expectForm } from './malformed.ts';
import { joinBytes } from './merkle-hash.ts';
import { isKeyName, toHex, type VerifierKey } from './verifier-key.ts';

const mostSignatures = 100;
const longestNote = 1_000_000;

/** A signature as it stands on a note, unverified. */
export interface NoteSignature {
  readonly name: string;
  /** Key id: 8 hexadecimal digits. */
  readonly id: string;
  /** What follows the key id. */
  readonly signature: Bytes;
}

/** A note in its parts, unverified (C2SP signed-note). */
export interface Note {
  /** What is signed, with the line feed at its end. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that was verified; `timestamp` in seconds since 1970 where it is a cosignature. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly timestamp?: number;
}

/** Reads a note; throws a MalformedLogData where it is none. */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  const isText =
    note.length <= longestNote && !hasControlCharacters.test(note) && isWellFormed(note);
  expectForm(isText && end >= 0, 'expected text, an empty line and signatures');
  const lines = note.slice(end + 2).split('\n');
  const isEnded = lines.pop() === '' && lines.length > 0 && lines.length <= mostSignatures;
  expectForm(isEnded, `expected 1 to ${mostSignatures} signatures, each a line`);
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

/** Writes a note. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

/** Writes a signature as a line of a note. */
export function formatSignature({ name, id, signature }: NoteSignature): string {
  const keyId = Uint8Array.from(id.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  return `— ${name} ${encodeBase64(joinBytes(keyId, signature))}\n`;
}

/**
 * The signatures on a note by keys that are known, each verified; those of other keys are passed over. Throws a
 * MalformedLogData where one does not verify, and whatever WebCrypto throws where it has no Ed25519.
 */
export async function verifyNote(
  note: Note,
  keys: readonly VerifierKey[],
): Promise<VerifiedSignature[]> {
  const verified: VerifiedSignature[] = [];
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && known.id === id);
    if (!key) continue;
    const timestamp = key.type === 'cosignature' ? timestampOf(signature) : undefined;
    const bare = timestamp === undefined ? signature : signature.subarray(8);
    expectForm(bare.length === 64, `expected 64 bytes of signature by ${name}`);
    const publicKey = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, [
      'verify',
    ]);
    const isGood = await crypto.subtle.verify(
      'Ed25519',
      publicKey,
      bare,
      signedMessage(note.text, timestamp),
    );
    expectForm(isGood, `expected a signature that ${name} made of this note`);
    verified.push(timestamp === undefined ? { key } : { key, timestamp });
  }
  return verified;
}

/** The bytes that are signed: the note's text, or for a cosignature the text with its time (C2SP tlog-cosignature). */
export function signedMessage(text: string, timestamp?: number): Bytes {
  const header = timestamp === undefined ? '' : `cosignature/v1\ntime ${timestamp}\n`;
  return new TextEncoder().encode(header + text);
}

function parseSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = decodeBase64(encoded);
  expectForm(isKeyName(name) && bytes.length > 4, 'expected "— name base64" as a signature');
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

function timestampOf(signature: Bytes): number {
  expectForm(signature.length > 8, 'expected a time of 8 bytes before the signature');
  const view = new DataView(signature.buffer, signature.byteOffset);
  const timestamp = Number(view.getBigUint64(0));
  expectForm(Number.isSafeInteger(timestamp), 'expected a time in seconds since 1970');
  return timestamp;
}

const hasControlCharacters = /[\u0000-\u0009\u000b-\u001f]/;
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);
