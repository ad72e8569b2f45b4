import fc from 'fast-check';
import { hash } from 'node:crypto';
import type { Database } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { insertNewRows } from '../database/write-rows.ts';
import type { CountedLine } from '../ledger/line-sums.ts';
import { sampleIds } from './sample-directory.ts';

const goods = [
  {
    productId: sampleIds.product('tea'),
    certificateId: sampleIds.certificate('tea'),
    countyCode: '520328',
  },
  { productId: sampleIds.product('pepper'), certificateId: null, countyCode: '513431' },
  { productId: sampleIds.product('honey'), certificateId: null, countyCode: '520581' },
  { productId: null, certificateId: null, countyCode: null },
];
const days = ['2019-12-31', '2020-08-15', '2020-09-30', '2020-10-01', '2020-10-17'];

/** Any line that the ledger could hold of the sample directory. */
export const madeUpLine: fc.Arbitrary<CountedLine> = fc
  .record({
    outletId: fc.constantFrom(sampleIds.outlet, sampleIds.otherOutlet),
    kind: fc.constantFrom('sale', 'sale', 'sale', 'return', 'void'),
    businessDate: fc.constantFrom(...days),
    isLate: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    unmatched: fc.boolean(),
    good: fc.constantFrom(...goods),
    amountFen: fc.integer({ min: 0, max: 100_000_000_000 }),
    buyerKind: fc.constantFrom(null, 'individual', 'budgetUnit'),
    fundSource: fc.constantFrom(null, 'canteen', 'union'),
    cooperation: fc.constantFrom(null, 'eastWest', 'designated'),
  })
  .map(({ good, isLate, unmatched, ...line }) => ({
    ...line,
    ...good,
    certified: good.certificateId !== null,
    unmatched: unmatched && line.kind !== 'sale',
    bookedOn: isLate ? '2020-10-18' : line.businessDate,
  }));

/** Puts made-up lines into the ledger, as batches of so many that have their places in the log from some place on. */
export async function bookLines(
  database: Database,
  lines: readonly CountedLine[],
  { linesAtOnce, firstLeaf }: { readonly linesAtOnce: number; readonly firstLeaf: number },
): Promise<void> {
  const acceptedAt = '2020-10-18T00:00:00.000Z';
  const batches = new Map<string, { outletId: string; batchId: string; lines: number }>();
  const rows = lines.map((line, place): SaleLineRow => {
    const number = firstLeaf + place;
    const batchId = `sbt_${firstLeaf}_${Math.floor(place / linesAtOnce)}`;
    const key = `${line.outletId} ${batchId}`;
    const batch = batches.get(key) ?? { outletId: line.outletId, batchId, lines: 0 };
    batches.set(key, { ...batch, lines: batch.lines + 1 });
    return {
      ...line,
      lineId: `${line.outletId}/till/${line.businessDate}/R${number}/1/${line.kind}`,
      terminalId: 'till',
      receiptNo: `R${number}`,
      lineNo: 1,
      fingerprint: hash('sha256', String(number), 'base64url'),
      acceptedAt,
      soldAt: `${line.businessDate}T02:00:00.000Z`,
      reportedProductId: null,
      sku: null,
      gtin: null,
      name: '=SUM(A1)',
      quantity: '1',
      unit: '袋',
      originalLineId: null,
      clockSkewMs: null,
      batchId,
      batchPlace: batch.lines,
    };
  });
  await database.transaction(async (connection) => {
    await insertNewRows(connection, 'saleLine', 'lineId', rows);
    for (const [place, batch] of [...batches.values()].entries()) {
      const leaf = firstLeaf + place;
      await connection.db
        .insertInto('saleBatch')
        .values({ ...batch, acceptedAt, firstLeaf: leaf })
        .execute();
    }
  });
}
