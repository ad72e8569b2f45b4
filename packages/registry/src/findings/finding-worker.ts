import type { Database } from '../database/database.ts';
import { addNewOutlets } from '../heartbeats/activity-store.ts';
import type { Logger } from '../http/logger.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { lockCursor, followSales } from './follow-sales.ts';
import { findSequenceGaps } from './gap-findings.ts';
import { judgeDue } from './judge-due.ts';
import { applicableRules } from './rule-store.ts';
import { forgetClaims } from './sale-claims.ts';
import { findSilentOutlets } from './silence-findings.ts';

// Others wait for the database no longer than a moment.
const linesAtOnce = 4000;
const slowRoundMs = 600_000;

/** What looks for findings needs beside the database. */
export interface FindingWorkerOptions {
  readonly clock: () => Date;
  /** How many lines are looked through in one transaction; 4000 where absent. */
  readonly linesAtOnce?: number;
}

/**
 * Looks through what has come into the ledger since the last time, judges cases that are due, and looks for what shows by time
 * alone. Several processes may do so: of them one works at a time.
 */
export async function findFindings(
  database: Database,
  { clock, linesAtOnce: limit = linesAtOnce }: FindingWorkerOptions,
  signal?: AbortSignal,
): Promise<void> {
  while (await followSales(database, limit, clock())) signal?.throwIfAborted();
  while (await judgeDue(database, clock())) signal?.throwIfAborted();
}

/** Looks for outlets that are silent and terminals with gaps, and forgets what is too old. */
export function findByTime(database: Database, now: Date): Promise<void> {
  return database.transaction(async (connection) => {
    if ((await lockCursor(connection)) === undefined) return;
    const { silentOutlet, sequenceGap } = await applicableRules(connection);
    await addNewOutlets(connection);
    await findSilentOutlets(connection, silentOutlet, now);
    await findSequenceGaps(connection, sequenceGap, now);
    await forgetClaims(connection, now);
  });
}

/** Does the first every 2 seconds and the second every 10 minutes as long as a registry serves. */
export function startFindingWorker(
  database: Database,
  { logger, ...options }: FindingWorkerOptions & { readonly logger: Logger },
): Rounds {
  let slowRoundAt = -Infinity;
  return startRounds(
    async (signal) => {
      await findFindings(database, options, signal);
      const now = options.clock();
      if (now.getTime() - slowRoundAt < slowRoundMs) return;
      await findByTime(database, now);
      slowRoundAt = now.getTime();
    },
    {
      everyMs: 2000,
      onFailure: ({ message }) => logger.error('the ledger was not looked through', { message }),
    },
  );
}
