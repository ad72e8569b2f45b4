import type { Database } from '../database/database.ts';
import type { Logger } from '../http/logger.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import { sweepEvidence } from './sweep-evidence.ts';

/** Sweeps the folder of evidence as long as a registry serves. */
export interface SweepWorker {
  /** Resolves once nothing is under way any more. */
  stop(): Promise<void>;
}

/** Sweeps at once and then every hour. A round that fails is logged, and the next one tries again. */
export function startSweepWorker(
  database: Database,
  folder: EvidenceFolder,
  options: { readonly clock: () => Date; readonly logger: Logger; readonly everyMs?: number },
): SweepWorker {
  const { clock, logger, everyMs = 3_600_000 } = options;

  async function round(): Promise<void> {
    try {
      await sweepEvidence(database, folder, clock());
    } catch (error) {
      const { message } = error as Error;
      logger.error('the folder of evidence was not swept', { message });
    }
  }

  let underWay: Promise<void> | undefined;
  const begin = () => {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
  };
  begin();
  const timer = setInterval(begin, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
