import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { logWorkerOver } from '../testing/log-under-test.ts';
import {
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { placeOf, report, saleLine } from '../testing/sale-lines.ts';
import { sampleIds, samples } from '../testing/sample-directory.ts';
import { findByTime, findFindings } from './finding-worker.ts';
import { followSales } from './follow-sales.ts';

const hourMs = 3_600_000;
const week = (count: number) =>
  `2020-${count < 4 ? '08' : '09'}-${String(3 + (count % 4) * 7).padStart(2, '0')}`;

type Line = ReturnType<typeof saleLine>;

/** Lines of the first and of the second outlet in which each rule that looks at lines finds something. */
function lines(): readonly (readonly Line[])[] {
  const of = (outlet: number, changes: Readonly<Record<string, unknown>>) => {
    const businessDate = String(changes['businessDate'] ?? '2020-10-17');
    const line = { businessDate, soldAt: `${businessDate}T10:00:00+08:00`, ...changes };
    return saleLine(
      outlet === 0 ? line : { sku: undefined, productId: sampleIds.product('tea'), ...line },
    );
  };
  const first: Line[] = [];
  const second: Line[] = [];
  for (let count = 0; count < 8; count += 1) {
    const businessDate = week(count);
    // Pepper goes up after four weeks, tea is too dear at the second outlet.
    const pepper = { sku: 'pepper', quantity: '1', businessDate, lineNo: 1 };
    const amountFen = samples.pepper.priceFen * (count < 4 ? 0.9 : 1.3);
    first.push(of(0, { ...pepper, receiptNo: `P${count}`, amountFen }));
    first.push(of(0, { sku: 'honey', receiptNo: `H${count}`, lineNo: 1 }));
    first.push(of(0, { sku: 'potato', receiptNo: `K${count}`, lineNo: 1, amountFen: 2400 }));
    first.push(of(0, { receiptNo: `ORDER-20${count}`, quantity: '70', amountFen: 70 * 9800 }));
    second.push(of(1, { receiptNo: `ORDER-20${count}`, quantity: '70', amountFen: 70 * 9800 }));
    second.push(of(1, { receiptNo: `D${count}`, businessDate, amountFen: 4 * 9800 }));
  }
  // Goods that come back, and a slip that is taken back, wherever they are in the queue.
  const sale = of(0, { receiptNo: 'BACK', quantity: '5', amountFen: 5 * 9800 });
  const slip = of(0, { receiptNo: 'SLIP', sku: 'pepper', quantity: '1', amountFen: 99_900 });
  first.push(
    sale,
    of(0, {
      receiptNo: 'BACK-R',
      kind: 'return',
      original: placeOf(sale),
      quantity: '5',
      amountFen: 5 * 9800,
    }),
  );
  first.push(
    slip,
    of(0, {
      receiptNo: 'SLIP-V',
      kind: 'void',
      original: placeOf(slip),
      sku: 'pepper',
      quantity: '1',
      amountFen: 99_900,
    }),
  );
  return [first, second];
}

interface Way {
  /** Outlet and size of one batch after another; what is left then comes outlet by outlet. */
  readonly batches: readonly (readonly [outlet: number, size: number])[];
  readonly linesAtOnce: number;
  /** Whether a transaction fails now and then. */
  readonly fails: boolean;
}

async function findingsBy(registry: RegistryUnderTest, { batches, linesAtOnce, fails }: Way) {
  const left = lines().map((each) => [...each]);
  const keys = [
    await registry.key(sampleKeys.operator),
    await registry.key(sampleKeys.otherOperator),
  ];
  const outlets = [sampleIds.outlet, sampleIds.otherOutlet];
  for (const [outlet, size] of [...batches, [0, 1000] as const, [1, 1000] as const]) {
    const batch = left[outlet]?.splice(0, size) ?? [];
    if (batch.length > 0) await report(registry, keys[outlet] ?? '', batch, outlets[outlet]);
    await logWorkerOver(registry.database, { clock: () => registry.now }).turn();
    if (fails) await failHalfway(registry);
    while (await followSales(registry.database, linesAtOnce, registry.now));
  }
  registry.now = new Date(registry.now.getTime() + 50 * hourMs);
  await findFindings(registry.database, { clock: () => registry.now });
  await findByTime(registry.database, registry.now);
  const rows = await registry.database.db.selectFrom('finding').selectAll().execute();
  return rows
    .map(({ rule, caseKey, outletIds, evidence }) =>
      JSON.stringify([rule, caseKey, outletIds, evidence]),
    )
    .sort();
}

/** Follows the lines in a transaction that does not come to its end, as where the process is killed. */
async function failHalfway({ database, now }: RegistryUnderTest): Promise<void> {
  const failing = {
    ...database,
    transaction: <Result>(work: Parameters<typeof database.transaction<Result>>[0]) =>
      database.transaction<Result>(async (connection) => {
        await work(connection);
        throw new Error('killed');
      }),
  };
  await assert.rejects(followSales(failing, 1000, now), /killed/);
}

const ways: readonly Way[] = [
  {
    batches: [
      [1, 5],
      [0, 1],
      [0, 7],
      [1, 1],
      [0, 9],
    ],
    linesAtOnce: 1,
    fails: false,
  },
  {
    batches: [
      [0, 10],
      [1, 3],
      [0, 2],
      [1, 9],
    ],
    linesAtOnce: 7,
    fails: true,
  },
  { batches: [[1, 1000]], linesAtOnce: 1000, fails: true },
];

for (const kind of databaseKinds) {
  test(`${kind.name}: however lines are cut, ordered over outlets and followed, the findings are the same`, async (t) => {
    const expected = await findingsBy(await startRegistry(t, kind), {
      batches: [],
      linesAtOnce: 1000,
      fails: false,
    });
    const rules = new Set(expected.map((text) => (JSON.parse(text) as [string])[0]));
    assert.deepEqual(
      rules,
      new Set([
        'outsideValidity',
        'overCapacity',
        'priceAboveReference',
        'priceJumpAfterListing',
        'duplicateClaim',
      ]),
    );
    for (const way of ways) {
      assert.deepEqual(await findingsBy(await startRegistry(t, kind), way), expected);
    }
  });
}
