import { encodeBase64, inclusionRanges, parseEntryBundle, tileWidth } from '@fupin/credential/log';
import type { LogProof } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { findLoggedCertificate } from './certificate-entries.ts';
import { readCheckpoint } from './checkpoint-store.ts';
import { rangeHashes } from './tree-hashes.ts';
import { findEntryBundle, findTile } from './tree-store.ts';

const keptMs = 600_000;
const keptProofs = 10_000;

/** An entry with the proof that it is in the log at the checkpoint served; undefined where that is older than the entry. */
export async function proveLeaf(
  connection: Connection,
  index: number,
): Promise<LogProof | undefined> {
  const checkpoint = await readCheckpoint(connection);
  if (!checkpoint || index >= checkpoint.treeSize) return undefined;
  const { treeSize, peaks, note } = checkpoint;
  const hashes = await rangeHashes(
    { treeSize, peaks, readTile: (level, number) => findTile(connection, level, number) },
    inclusionRanges(index, treeSize),
  );
  const bundle = await findEntryBundle(connection, Math.floor(index / tileWidth));
  const entry = bundle && parseEntryBundle(bundle)[index % tileWidth];
  if (!entry) throw new Error(`the log has no entry ${index}`);
  return {
    index,
    entry: new TextDecoder().decode(entry),
    hashes: hashes.map(encodeBase64),
    checkpoint: note,
  };
}

/** Proves that certificates are logged as they are. */
export type CertificateProofs = (
  connection: Connection,
  certificate: { readonly certificateId: string; readonly digest: string },
  now: Date,
) => Promise<LogProof | undefined>;

/**
 * Makes what proves that certificates are logged; undefined for one that is not yet, or not with this digest. A proof is kept
 * for ten minutes, so that a bundle is not another with each sale that is logged meanwhile.
 */
export function createCertificateProofs(): CertificateProofs {
  const kept = new Map<string, { readonly proof: LogProof; readonly atMs: number }>();
  return async (connection, { certificateId, digest }, now) => {
    const logged = await findLoggedCertificate(connection, certificateId);
    if (logged?.digest !== digest) return undefined;
    const known = kept.get(certificateId);
    const isGood = known?.proof.index === logged.leafIndex && now.getTime() < known.atMs + keptMs;
    if (isGood) return known.proof;
    const proof = await proveLeaf(connection, logged.leafIndex);
    kept.delete(certificateId);
    if (proof) kept.set(certificateId, { proof, atMs: now.getTime() });
    const [oldest] = kept.keys();
    if (kept.size > keptProofs && oldest !== undefined) kept.delete(oldest);
    return proof;
  };
}
