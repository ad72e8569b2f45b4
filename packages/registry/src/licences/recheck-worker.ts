import type { Database } from '../database/database.ts';
import type { Logger } from '../http/logger.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { recheckLicences } from './recheck-licences.ts';
import type { SiteReader } from './site-reader.ts';

/** What looks again at licences needs beside the database. */
export interface RecheckOptions {
  readonly siteReader: SiteReader;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** Ends licences that are over and looks again at those that are due, every 5 minutes as long as a registry serves. */
export function startRecheckWorker(
  database: Database,
  { siteReader, clock, logger }: RecheckOptions,
): Rounds {
  return startRounds((signal) => recheckLicences(database, { ...siteReader, clock, signal }), {
    everyMs: 300_000,
    onFailure: ({ message }) => logger.error('mark licences were not looked at again', { message }),
  });
}
