import type { Database } from '../database/database.ts';
import type { Logger } from '../http/logger.ts';
import { recheckLicences } from './recheck-licences.ts';
import type { SiteReader } from './site-reader.ts';

/** Looks again at licences as long as a registry serves. */
export interface RecheckWorker {
  /** Resolves once nothing is under way any more. */
  stop(): Promise<void>;
}

/**
 * Ends licences that are over and looks again at those that are due, at once and then every 5 minutes. A round that fails is
 * logged, and the next one goes on where it stopped.
 */
export function startRecheckWorker(
  database: Database,
  options: {
    readonly siteReader: SiteReader;
    readonly clock: () => Date;
    readonly logger: Logger;
    readonly everyMs?: number;
  },
): RecheckWorker {
  const { siteReader, clock, logger, everyMs = 300_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function round(): Promise<void> {
    try {
      await recheckLicences(database, { ...siteReader, clock, signal });
    } catch (error) {
      if (signal.aborted) return;
      const { message } = error as Error;
      logger.error('mark licences were not looked at again', { message });
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
      stopping.abort();
      await underWay;
    },
  };
}
