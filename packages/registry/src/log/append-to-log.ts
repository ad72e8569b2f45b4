import type { Connection } from '../database/database.ts';
import type { LogIntent } from './log-intent.ts';

// Few rows, however many the intents are, so that writers pay little; and none that takes long to read.
const intentsInRow = 1000;

/**
 * Promises entries to the transparency log, in this order. To be called in the transaction that changes the records, so
 * that either both happen or neither; the integrator makes leaves of them within seconds.
 */
export async function appendToLog(
  { db }: Connection,
  intents: readonly LogIntent[],
): Promise<void> {
  for (let start = 0; start < intents.length; start += intentsInRow) {
    const part = JSON.stringify(intents.slice(start, start + intentsInRow));
    await db.insertInto('logPending').values({ intents: part }).execute();
  }
}
