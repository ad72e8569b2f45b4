import { decodeBase64 } from './base64.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { MalformedLogData } from './malformed.ts';
import { hashLeaf } from './merkle-hash.ts';
import { parseNote, verifyNote } from './note.ts';
import { parseVerifierKey } from './verifier-key.ts';
import { verifyInclusion } from './verify-proof.ts';

/** An entry of a log with the proof that it is there, as a registry gives it in a bundle. */
export interface LogProof {
  readonly index: number;
  /** The entry's text, byte for byte as it was hashed. */
  readonly entry: string;
  /** Base64, from the leaf's sibling up. */
  readonly hashes: readonly string[];
  /** A signed note. */
  readonly checkpoint: string;
}

/** Which log is believed. */
export interface LogPolicy {
  /** Verifier key of the log (C2SP signed-note). */
  readonly logKey: string;
  /** Verifier keys of the witnesses known. */
  readonly witnessKeys?: readonly string[];
  /** How many of them must have cosigned; 0 where absent. */
  readonly quorum?: number;
}

/**
 * Why a proof was not accepted: `malformed` or a signature that is not the log's or a witness's;
 * `digestMismatch` the entry is no certificate's, or says another digest; `notIncluded` the hashes lead to another root;
 * `tooFewWitnesses`; `unsupported` this browser's WebCrypto has no Ed25519.
 */
export type LogProofFault =
  | 'malformed'
  | 'signatureInvalid'
  | 'digestMismatch'
  | 'notIncluded'
  | 'tooFewWitnesses'
  | 'unsupported';

/** Whether a certificate is in the log, and since when at the latest by its witnesses' clocks. */
export type LogVerification =
  | {
      readonly state: 'logged';
      readonly index: number;
      readonly treeSize: number;
      /** How many witnesses cosigned. */
      readonly witnesses: number;
      /** The earliest of their times, in seconds since 1970. */
      readonly witnessedAt?: number;
    }
  | { readonly state: 'unverifiable'; readonly reason: LogProofFault };

/**
 * Verifies that a log holds a certificate with the digest of its payload (`digestCertificate`): digest, entry, leaf hash,
 * inclusion, the log's signature and its witnesses'. Never throws; any doubt is `unverifiable`.
 */
export async function verifyLogProof(
  certificateDigest: string,
  proof: LogProof,
  policy: LogPolicy,
): Promise<LogVerification> {
  // A page that is no secure context has none of it.
  if (!globalThis.crypto?.subtle) return fault('unsupported');
  try {
    return await judge(certificateDigest, proof, policy);
  } catch (error) {
    const isUnsupported = error instanceof DOMException && error.name === 'NotSupportedError';
    return fault(isUnsupported ? 'unsupported' : 'malformed');
  }
}

async function judge(
  certificateDigest: string,
  { index, entry, hashes, checkpoint }: LogProof,
  { logKey, witnessKeys = [], quorum = 0 }: LogPolicy,
): Promise<LogVerification> {
  if (digestIn(entry) !== certificateDigest) return fault('digestMismatch');
  const log = await parseVerifierKey(logKey);
  const witnesses = await Promise.all(witnessKeys.map(parseVerifierKey));
  const note = parseNote(checkpoint);
  const { origin, treeSize, root } = parseCheckpoint(note.text);
  const signatures = await verifyNote(note, [log, ...witnesses]).catch((error: unknown) => {
    if (error instanceof MalformedLogData) return [];
    throw error;
  });
  if (origin !== log.name || !signatures.some(({ key }) => key === log)) {
    return fault('signatureInvalid');
  }
  const times = new Map(
    signatures.flatMap(({ key, timestamp }) =>
      key !== log && timestamp !== undefined ? [[keyText(key.publicKey), timestamp] as const] : [],
    ),
  );
  if (times.size < quorum) return fault('tooFewWitnesses');
  const leafHash = await hashLeaf(new TextEncoder().encode(entry));
  const inclusion = { index, size: treeSize, leafHash, hashes: hashes.map(decodeBase64), root };
  if (!(await verifyInclusion(inclusion))) return fault('notIncluded');
  const witnessed = times.size > 0 && { witnessedAt: Math.min(...times.values()) };
  return { state: 'logged', index, treeSize, witnesses: times.size, ...witnessed };
}

// One witness counts once, under however many names its key is known.
const keyText = (publicKey: Uint8Array) => publicKey.join();

function digestIn(entry: string): unknown {
  const { type, digest } = JSON.parse(entry) as { type?: unknown; digest?: unknown };
  return type === 'certificate' ? digest : undefined;
}

function fault(reason: LogProofFault): LogVerification {
  return { state: 'unverifiable', reason };
}
