import type { Database } from '../database/database.ts';
import type { Logger } from '../http/logger.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import { sweepEvidence } from './sweep-evidence.ts';

/** Sweeps the folder of evidence as long as a registry serves, once an hour. */
export function startSweepWorker(
  database: Database,
  folder: EvidenceFolder,
  { clock, logger }: { readonly clock: () => Date; readonly logger: Logger },
): Rounds {
  return startRounds(() => sweepEvidence(database, folder, clock()), {
    everyMs: 3_600_000,
    onFailure: ({ message }) => logger.error('the folder of evidence was not swept', { message }),
  });
}
