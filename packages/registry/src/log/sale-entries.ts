import { dateInShanghai } from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Connection } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { keptBatch } from '../sales/recent-batches.ts';
import type { LogIntent, SalesIntent } from './log-intent.ts';
import type { LogOutletRow } from './log-tables.ts';
import { saltedDigests } from './salted-digest.ts';
import { fromSmallest, toSmallest } from './supply-measure.ts';
import type { SaleEntry } from './write-sale-entry.ts';

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

/** The entries of batches of sales. */
export interface SaleEntries {
  /** The entries of a batch's accepted lines, in the order in which they were reported; each batch once, in order. */
  of(intent: SalesIntent): SaleEntry[];
  /** Stores how far the outlets and the certificates' supplies have come. */
  store(): Promise<void>;
}

/** Says what is to be logged of the sales among some intents. */
export async function saleEntries(
  connection: Connection,
  intents: readonly LogIntent[],
): Promise<SaleEntries> {
  const linesOf = new Map<string, readonly LoggedLine[]>();
  for (const intent of intents) {
    if (intent.type !== 'sales') continue;
    const { batchId } = intent;
    const lines = keptBatch(connection, batchId) ?? (await readLines(connection, intent));
    linesOf.set(batchId, lines);
  }
  const outlets = await readOutlets(connection, intents);
  const balance = await openBalance(connection, [...linesOf.values()]);
  return {
    of({ outletId, batchId }) {
      const outlet = outlets.get(outletId) ?? newOutlet(outletId);
      outlets.set(outletId, outlet);
      const digest = saltedDigests(outlet.salt);
      // The lines of a receipt follow one another.
      let order = { receiptNo: '', digest: '' };
      return (linesOf.get(batchId) ?? []).map((line) => {
        outlet.lines += 1;
        const { lineId, receiptNo, kind, productId, certificateId, quantity, unit } = line;
        if (order.receiptNo !== receiptNo) order = { receiptNo, digest: digest(receiptNo) };
        const { amountFen, soldAt } = line;
        const booked = balance.book(line);
        return {
          type: 'sale',
          outletId,
          sequence: outlet.lines,
          line: digest(lineId),
          order: order.digest,
          kind,
          productId,
          certificateId,
          quantity,
          unit,
          amountFen,
          soldAt,
          sold: booked?.sold,
          remaining: booked?.remaining,
        };
      });
    },
    async store() {
      await upsertRows(connection, 'logOutlet', ['outletId'], [...outlets.values()]);
      await balance.store();
    },
  };
}

// Columns are named as members, for plugins are slow on many rows.
async function readLines(
  { db }: Connection,
  { outletId, batchId }: SalesIntent,
): Promise<readonly LoggedLine[]> {
  const { rows } = await sql<LoggedLine>`
    select line_id as "lineId", kind, receipt_no as "receiptNo", product_id as "productId",
      certificate_id as "certificateId", quantity, unit, amount_fen as "amountFen", sold_at as "soldAt"
    from sale_line where outlet_id = ${outletId} and batch_id = ${batchId} order by batch_place`.execute(
    db.withoutPlugins(),
  );
  return rows;
}

async function readOutlets(
  { db, dialect }: Connection,
  intents: readonly LogIntent[],
): Promise<Map<string, LogOutletRow>> {
  const ids = new Set(intents.flatMap((each) => (each.type === 'sales' ? [each.outletId] : [])));
  if (ids.size === 0) return new Map();
  const known = await db
    .selectFrom('logOutlet')
    .selectAll()
    .where(sql<SqlBool>`outlet_id ${dialect.isOneOf([...ids])}`)
    .execute();
  return new Map(known.map((outlet) => [outlet.outletId, outlet]));
}

function newOutlet(outletId: string): LogOutletRow {
  return { outletId, salt: randomBytes(16).toString('base64url'), lines: 0 };
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

interface Supply {
  readonly certificateId: string;
  readonly unit: string;
  /** In millionths of the smallest unit. */
  readonly capacity: bigint;
}

interface SoldInYear {
  readonly certificateId: string;
  readonly year: number;
  quantity: bigint;
}

/** The mass balance of the certificates that some lines are of. */
async function openBalance(connection: Connection, batches: readonly (readonly LoggedLine[])[]) {
  const ids = new Set<string>();
  for (const lines of batches) {
    for (const { certificateId } of lines) if (certificateId !== null) ids.add(certificateId);
  }
  const supplies = await readSupplies(connection, [...ids]);
  const sold = await readSold(connection, [...ids]);
  return {
    book(line: LoggedLine): { readonly sold: string; readonly remaining: string } | undefined {
      const supply = supplies.get(line.certificateId ?? '');
      if (!supply) return undefined;
      const { certificateId, unit, capacity } = supply;
      const moved = toSmallest(line, unit);
      if (moved === undefined) return undefined;
      const year = yearInShanghai(line.soldAt);
      const key = `${certificateId} ${year}`;
      let inYear = sold.get(key);
      if (!inYear) sold.set(key, (inYear = { certificateId, year, quantity: 0n }));
      inYear.quantity += line.kind === 'sale' ? moved : -moved;
      const { quantity } = inYear;
      return {
        sold: fromSmallest(quantity, unit),
        remaining: fromSmallest(capacity - quantity, unit),
      };
    },
    store: () =>
      upsertRows(
        connection,
        'logSold',
        ['certificateId', 'year'],
        [...sold.values()].map((row) => ({ ...row, quantity: String(row.quantity) })),
      ),
  };
}

async function readSupplies(
  { db, dialect }: Connection,
  certificateIds: readonly string[],
): Promise<ReadonlyMap<string, Supply>> {
  if (certificateIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('certificate')
    .select(['certificateId', 'annualSupplyQuantity as quantity', 'annualSupplyUnit as unit'])
    .where(sql<SqlBool>`certificate_id ${dialect.isOneOf(certificateIds)}`)
    .execute();
  return new Map(
    rows.map(({ certificateId, unit, quantity }) => {
      const capacity = toSmallest({ quantity, unit }, unit) ?? 0n;
      return [certificateId, { certificateId, unit, capacity }];
    }),
  );
}

async function readSold(
  { db, dialect }: Connection,
  certificateIds: readonly string[],
): Promise<Map<string, SoldInYear>> {
  if (certificateIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('logSold')
    .selectAll()
    .where(sql<SqlBool>`certificate_id ${dialect.isOneOf(certificateIds)}`)
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.certificateId} ${row.year}`,
      { ...row, quantity: BigInt(row.quantity) },
    ]),
  );
}

// Only in the last hours of a year in UTC is it another year in Shanghai.
function yearInShanghai(instant: string): number {
  const day = instant.startsWith('-12-31', 4) ? dateInShanghai(new Date(instant)) : instant;
  return Number(day.slice(0, 4));
}
