import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saleLineId } from '@fupin/schema';
import { judge, type LedgerLine } from './judge.ts';
import { Marks } from './marks.ts';
import { saleOf, type Books } from './sale.ts';

const outletId = 'out_12345678';

const lineOf = (mark: number, change: Partial<LedgerLine> = {}): LedgerLine => {
  const { terminalId, kind, soldAt, sku, name, quantity, amountFen, ...sale } = saleOf(mark);
  const lineId = saleLineId(outletId, { terminalId, kind, ...sale });
  const texts = { sku: sku ?? null, name: name ?? null };
  const { receiptNo } = sale;
  return { lineId, terminalId, receiptNo, kind, soldAt, ...texts, quantity, amountFen, ...change };
};

function judged(
  promisedMarks: readonly number[],
  lines: readonly LedgerLine[],
  books: Books = 'unique',
  refusedMarks: readonly number[] = [],
) {
  const [promised, refused] = [new Marks(), new Marks()];
  for (const mark of promisedMarks) promised.add(mark);
  for (const mark of refusedMarks) refused.add(mark);
  return judge({ outletId, books, promised, refused }, async function* () {
    yield* await Promise.resolve(lines);
  });
}

const good = { lost: [], doubled: [], merged: [], disordered: [] };

test('a ledger that holds what was promised, and a line that was not, has no fault', async () => {
  const lines = [0, 1, 2, 70_000].map((mark) => lineOf(mark));
  assert.deepEqual(await judged([0, 1, 70_000], lines), { lines: 4, ...good });
});

test('a promised line that is not in the ledger is lost', async () => {
  assert.deepEqual(await judged([0, 1, 2], [lineOf(0), lineOf(2)]), {
    lines: 2,
    ...good,
    lost: [1],
  });
});

test('a line that the SDK gave back is not lost', async () => {
  assert.deepEqual(await judged([0, 1], [lineOf(0)], 'unique', [1]), { lines: 1, ...good });
});

test('a sale that is in the ledger under two numbers is doubled', async () => {
  const again = lineOf(1, { lineId: 'another number' });
  assert.deepEqual(await judged([0, 1], [lineOf(0), lineOf(1), again]), {
    lines: 3,
    ...good,
    doubled: [1],
  });
});

test('a sale whose number another sale has, and which was not given back, is merged', async () => {
  assert.deepEqual(await judged([0, 1], [lineOf(0)], 'reused'), { lines: 1, ...good, merged: [1] });
});

test('a line with the amount of another sale added to its own is merged', async () => {
  const sum = lineOf(0, { amountFen: lineOf(0).amountFen + lineOf(1).amountFen });
  assert.deepEqual(await judged([0], [sum]), { lines: 1, ...good, merged: [0] });
});

test('a line behind a later one of its terminal is out of order, one of another terminal is not', async () => {
  const lines = [5, 0, 4, 15].map((mark) => lineOf(mark));
  assert.deepEqual(await judged([0, 4, 5, 15], lines), { lines: 4, ...good });
  const late = [0, 15, 4].map((mark) => lineOf(mark));
  assert.deepEqual(await judged([0, 4, 15], late), { lines: 3, ...good, disordered: [4] });
});
