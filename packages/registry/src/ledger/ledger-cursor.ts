import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { beyondExact, isBeyondExact } from './exact.ts';
import type { LedgerTables } from './ledger-tables.ts';

const attempts = 10;

/** Up to which place, and since when, the ledger's sums count. */
export type LedgerCursor = LedgerTables['ledgerCursor'];

/** Reads where the ledger's sums stand. */
export async function readCursor({ db }: Connection): Promise<LedgerCursor> {
  return db.selectFrom('ledgerCursor').selectAll().executeTakeFirstOrThrow();
}

/**
 * Reads from the sums in several queries that all see them at one place: again where lines were added between them. Throws
 * `unavailable` where that goes on and on, and `conflict` where a sum is beyond what JSON carries exactly.
 */
export async function atOnePlace<Result>(
  connection: Connection,
  read: (cursor: LedgerCursor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const cursor = await readCursor(connection);
    const result = await read(cursor).catch(explain);
    const { firstLeaf } = await readCursor(connection);
    if (firstLeaf === cursor.firstLeaf) return result;
  }
  throw new ProblemError(
    'unavailable',
    'Lines are being added faster than these figures can be read. Try again, or ask for less at once.',
    { headers: { 'retry-after': '1' } },
  );
}

function explain(error: unknown): never {
  throw isBeyondExact(error) ? beyondExact() : error;
}
