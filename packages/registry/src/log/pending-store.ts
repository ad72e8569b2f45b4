import type { Connection } from '../database/database.ts';
import type { LogIntent } from './log-intent.ts';

const rowsAtOnce = 64;

/** Takes the oldest of what is to be logged off the list, in order: some rows of it, until they make so many leaves. */
export async function takePending({ db }: Connection, leaves: number): Promise<LogIntent[]> {
  const rows = await db
    .selectFrom('logPending')
    .selectAll()
    .orderBy('number')
    .limit(rowsAtOnce)
    .execute();
  const taken: LogIntent[] = [];
  const numbers: number[] = [];
  let count = 0;
  for (const { number, intents } of rows) {
    if (count >= leaves) break;
    const ofRow = JSON.parse(intents) as LogIntent[];
    for (const intent of ofRow) count += intent.type === 'sales' ? intent.lines : 1;
    taken.push(...ofRow);
    numbers.push(number);
  }
  if (numbers.length > 0) {
    await db.deleteFrom('logPending').where('number', 'in', numbers).execute();
  }
  return taken;
}
