import { dateInShanghai, type LogEntry } from '@fupin/schema';
import { randomBytes } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import type { SalesIntent } from './log-intent.ts';
import type { LogOutletRow } from './log-tables.ts';
import { saltedDigests } from './salted-digest.ts';
import { fromSmallest, toSmallest } from './supply-measure.ts';

type LoggedLine = Pick<
  SaleLineRow,
  | 'lineId'
  | 'kind'
  | 'receiptNo'
  | 'productId'
  | 'certificateId'
  | 'quantity'
  | 'unit'
  | 'amountFen'
  | 'soldAt'
>;
interface Supply {
  readonly certificateId: string;
  readonly annualSupplyQuantity: string;
  readonly annualSupplyUnit: string;
}

/** The entries of a batch's accepted lines, in the order in which they were reported. */
export async function saleEntries(
  connection: Connection,
  { outletId, batchId }: SalesIntent,
): Promise<LogEntry[]> {
  const lines = await readLines(connection, outletId, batchId);
  const outlet = await readOutlet(connection, outletId);
  const balance = await openBalance(connection, lines);
  const digest = saltedDigests(outlet.salt);
  const entries = lines.map((line, place): LogEntry => ({
    type: 'sale',
    outletId,
    sequence: outlet.lines + place + 1,
    line: digest(line.lineId),
    order: digest(line.receiptNo),
    kind: line.kind,
    productId: line.productId,
    certificateId: line.certificateId,
    quantity: line.quantity,
    unit: line.unit,
    amountFen: line.amountFen,
    soldAt: line.soldAt,
    ...balance.book(line),
  }));
  const grown = { ...outlet, lines: outlet.lines + lines.length };
  await upsertRows(connection, 'logOutlet', ['outletId'], [grown]);
  await balance.store();
  return entries;
}

async function readLines(
  { db }: Connection,
  outletId: string,
  batchId: string,
): Promise<readonly LoggedLine[]> {
  return db
    .selectFrom('saleLine')
    .select(['lineId', 'kind', 'receiptNo', 'productId', 'certificateId'])
    .select(['quantity', 'unit', 'amountFen', 'soldAt'])
    .where('outletId', '=', outletId)
    .where('batchId', '=', batchId)
    .orderBy('batchPlace')
    .execute();
}

/** The secret under which an outlet's numbers are digested, base64url; undefined before its first line is logged. */
export async function findOutletSalt(
  { db }: Connection,
  outletId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('logOutlet')
    .select('salt')
    .where('outletId', '=', outletId)
    .executeTakeFirst();
  return row?.salt;
}

async function readOutlet({ db }: Connection, outletId: string): Promise<LogOutletRow> {
  const known = await db
    .selectFrom('logOutlet')
    .selectAll()
    .where('outletId', '=', outletId)
    .executeTakeFirst();
  return known ?? { outletId, salt: randomBytes(16).toString('base64url'), lines: 0 };
}

/** The mass balance of the certificates that some lines are of. */
async function openBalance(connection: Connection, lines: readonly LoggedLine[]) {
  const { db } = connection;
  const ids = [...new Set(lines.flatMap(({ certificateId }) => certificateId ?? []))];
  const supplies = new Map<string, Supply>();
  const sold = new Map<string, { certificateId: string; year: number; quantity: string }>();
  if (ids.length > 0) {
    const certificates = await db
      .selectFrom('certificate')
      .select(['certificateId', 'annualSupplyQuantity', 'annualSupplyUnit'])
      .where('certificateId', 'in', ids)
      .execute();
    for (const supply of certificates) supplies.set(supply.certificateId, supply);
    const rows = await db
      .selectFrom('logSold')
      .selectAll()
      .where('certificateId', 'in', ids)
      .execute();
    for (const row of rows) sold.set(`${row.certificateId} ${row.year}`, row);
  }
  return {
    book(line: LoggedLine): { sold?: string; remaining?: string } {
      const supply = supplies.get(line.certificateId ?? '');
      if (!supply) return {};
      const { certificateId, annualSupplyUnit: unit } = supply;
      const moved = toSmallest(line, unit);
      const capacity = toSmallest({ quantity: supply.annualSupplyQuantity, unit }, unit);
      if (moved === undefined || capacity === undefined) return {};
      const year = Number(dateInShanghai(new Date(line.soldAt)).slice(0, 4));
      const key = `${certificateId} ${year}`;
      const before = BigInt(sold.get(key)?.quantity ?? '0');
      const after = line.kind === 'sale' ? before + moved : before - moved;
      sold.set(key, { certificateId, year, quantity: String(after) });
      return { sold: fromSmallest(after, unit), remaining: fromSmallest(capacity - after, unit) };
    },
    store: () => upsertRows(connection, 'logSold', ['certificateId', 'year'], [...sold.values()]),
  };
}
