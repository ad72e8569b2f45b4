import type { Database } from '../database/database.ts';
import { jsonLogger, type Logger } from '../http/logger.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { rollUp } from './roll-up.ts';

const everyMs = 1000;

/** What keeps the ledger's sums up to date. */
export interface LedgerWorker {
  /** Adds all lines that have their place in the log; resolves with how many these were. */
  turn(): Promise<number>;
  /** Does so every second, until stopped; what fails is written to the logger and tried again. */
  start(): Rounds;
}

/** Makes the worker of a ledger's sums. Several may run on one database: of them one works at a time. */
export function createLedgerWorker({
  database,
  clock = () => new Date(),
  logger = jsonLogger,
}: {
  readonly database: Database;
  readonly clock?: () => Date;
  readonly logger?: Logger;
}): LedgerWorker {
  const turn = () => rollUp(database, clock());
  return {
    turn,
    start: () =>
      startRounds(turn, {
        everyMs,
        onFailure: ({ message }) => logger.error('the ledger’s sums did not advance', { message }),
      }),
  };
}
