import type { Database } from '../database/database.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import { filesThatAreEvidence, forgetLooseFiles } from './evidence-store.ts';

// Longer than any upload takes from its first byte to its commit.
const looseAtLeastMs = 86_400_000;

const filesAtOnce = 100;

/**
 * Deletes files that were uploaded and never became evidence, or whose evidence was removed or replaced, once that is a day
 * ago, and gives their number. Only files that this very database knows of go, so that a folder beside the wrong database stays whole.
 */
export async function sweepEvidence(
  database: Database,
  folder: EvidenceFolder,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - looseAtLeastMs);
  let swept = 0;
  for (;;) {
    const round = await database.transaction(async (connection) => {
      const forgotten = await forgetLooseFiles(connection, before, filesAtOnce);
      const kept = await filesThatAreEvidence(connection, forgotten);
      const discarded = forgotten.filter((sha256) => !kept.has(sha256));
      // Inside, so that an upload of the same file waits and then writes it anew.
      for (const sha256 of discarded) await folder.discard(sha256);
      return { forgotten: forgotten.length, discarded: discarded.length };
    });
    swept += round.discarded;
    if (round.forgotten < filesAtOnce) return swept;
  }
}
