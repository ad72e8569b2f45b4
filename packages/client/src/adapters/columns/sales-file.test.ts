import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSalesFile, sampleValues, tableOf } from './sales-file.ts';

const file = (text: string, name = 'sales.csv') => new File([text], name);

test('opens an export with a title above its column names', async () => {
  const opened = await openSalesFile(file('销售明细\n小票号\t数量\nA1\t2\nA2\t3\n'));
  assert.equal(opened.encoding, 'utf-8');
  assert.equal(opened.delimiter, '\t');
  assert.deepEqual(tableOf(opened), {
    headers: ['小票号', '数量'],
    rows: [{ cells: ['A1', '2'] }, { cells: ['A2', '3'] }],
    firstRowNumber: 3,
  });
});

test('the row of column names can be moved', async () => {
  const opened = await openSalesFile(file('x,y\na,b\n1,2\n'));
  const table = tableOf(opened, 1);
  assert.deepEqual(table.headers, ['a', 'b']);
  assert.equal(table.firstRowNumber, 3);
});

test('tells how far it is, and ends when aborted', async () => {
  const big = file('小票号,数量\n' + 'A1,2\n'.repeat(200_000));
  const shares: number[] = [];
  await openSalesFile(big, { onProgress: (share) => shares.push(share) });
  assert.ok(shares.length > 3);
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  assert.equal(shares.at(-1), 1);
  await assert.rejects(openSalesFile(big, { signal: AbortSignal.abort(new Error('enough')) }), {
    message: 'enough',
  });
});

const refused: [text: string, code: string][] = [
  ['', 'empty'],
  ['\n\n', 'empty'],
  ['小票号\nA1\n', 'oneColumn'],
  ['小票号,数量\n', 'noRows'],
  ['小票号,数量\n,\n', 'noRows'],
];

for (const [text, code] of refused) {
  test(`refuses ${JSON.stringify(text)} as ${code}`, async () => {
    await assert.rejects(openSalesFile(file(text)), { code });
  });
}

test('shows different values of a column', async () => {
  const opened = await openSalesFile(file('a,b\n1,x\n1,\n2,y\n3,z\n4,z\n'));
  assert.deepEqual(sampleValues(tableOf(opened), 0), ['1', '2', '3']);
  assert.deepEqual(sampleValues(tableOf(opened), 1), ['x', 'y', 'z']);
  assert.deepEqual(sampleValues(tableOf(opened), 9), []);
});
