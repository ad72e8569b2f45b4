import { sql } from 'kysely';
import type { Connection, Database } from '../database/database.ts';
import { batchesAfter, type PlacedBatch } from '../sales/batch-order.ts';
import { dropBatches, keptBatch } from '../sales/recent-batches.ts';
import { LineSums, type CountedLine } from './line-sums.ts';
import { settlePeriods } from './settle-periods.ts';
import { meetSubjects } from './subject-store.ts';
import { addToSums } from './sum-store.ts';

// A line that comes on its own touches dozens of sums: others wait for the database no longer than a moment.
const batchesAtOnce = 3000;
// Sums of so many lines at their highest amounts still are safe integers.
const linesAtOnce = 50_000;

/**
 * Adds all lines that have their place in the log to the ledger's sums; returns how many. Of several processes one works and
 * the others find nothing to do. The sums and the place up to which they count change in one transaction.
 */
export async function rollUp(database: Database, now: Date): Promise<number> {
  let lines = 0;
  for (;;) {
    const added = await database.transaction((connection) => rollUpSome(connection, now));
    if (added === undefined) return lines;
    lines += added;
  }
}

/** Undefined where there was nothing to do. */
async function rollUpSome(connection: Connection, now: Date): Promise<number | undefined> {
  const firstLeaf = await lockCursor(connection);
  if (firstLeaf === undefined) return undefined;
  const batches = await batchesAfter(connection, firstLeaf, batchesAtOnce);
  const isKept = ({ batchId }: PlacedBatch) => keptBatch(connection, batchId) !== undefined;
  const some: PlacedBatch[] = [];
  let count = 0;
  let last = firstLeaf;
  for (const batch of batches) {
    const [first = batch] = some;
    // The batches that are to be read must not have those read again that are in memory.
    if (isKept(batch) !== isKept(first)) break;
    if (count > 0 && count + batch.lines > linesAtOnce) break;
    some.push(batch);
    count += batch.lines;
    last = batch.firstLeaf;
  }
  if (count > 0) {
    const lines = keptLines(connection, some) ?? (await linesBetween(connection, firstLeaf, last));
    await addLines(connection, lines);
    dropBatches(
      connection,
      some.map(({ batchId }) => batchId),
    );
    await connection.db
      .updateTable('ledgerCursor')
      .set({ firstLeaf: last, rolledUpAt: now.toISOString() })
      .execute();
    return count;
  }
  await settlePeriods(connection, now);
  return undefined;
}

async function addLines(connection: Connection, lines: readonly CountedLine[]): Promise<void> {
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const some = lines.slice(start, start + linesAtOnce);
    const sums = new LineSums();
    for (const line of some) sums.add(line);
    await addToSums(connection, sums.rows(await meetSubjects(connection, sums.subjects())));
  }
}

async function lockCursor({ db, dialect }: Connection): Promise<number | undefined> {
  const { rows } = await sql<{
    firstLeaf: number;
  }>`select first_leaf from ledger_cursor ${dialect.forUpdateSkippingLocked}`.execute(db);
  return rows[0]?.firstLeaf;
}

/** The lines of batches; undefined where some of these are no longer in memory. */
function keptLines(
  connection: Connection,
  batches: readonly PlacedBatch[],
): readonly CountedLine[] | undefined {
  const lines: CountedLine[] = [];
  for (const { batchId } of batches) {
    const kept = keptBatch(connection, batchId);
    if (!kept) return undefined;
    for (const line of kept) lines.push(line);
  }
  return lines;
}

/** The lines of the batches after one place, up to another. */
async function linesBetween(
  { db }: Connection,
  after: number,
  upTo: number,
): Promise<readonly CountedLine[]> {
  // A cross join: SQLite must not begin with the lines. Columns are named as members, for plugins are slow on many rows.
  const { rows } = await sql<CountedLine>`
    select l.outlet_id as "outletId", l.kind, l.business_date as "businessDate", l.booked_on as "bookedOn", l.certified,
      l.unmatched, l.product_id as "productId", l.certificate_id as "certificateId", l.county_code as "countyCode",
      l.amount_fen as "amountFen", l.buyer_kind as "buyerKind", l.fund_source as "fundSource", l.cooperation
    from sale_batch b cross join sale_line l
    where b.first_leaf > ${after} and b.first_leaf <= ${upTo}
      and l.outlet_id = b.outlet_id and l.batch_id = b.batch_id`.execute(db.withoutPlugins());
  return rows;
}
