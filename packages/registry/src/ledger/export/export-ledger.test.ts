import type { LedgerFigures, LedgerLine } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { databaseKinds } from '../../testing/databases.ts';
import { bookLines, madeUpLine } from '../../testing/random-ledger.ts';
import { bodyOf, problemOf, sampleKeys, startRegistry } from '../../testing/registry-under-test.ts';
import { createLedgerWorker } from '../ledger-worker.ts';
import { xlsxOf } from './xlsx.ts';
import type { Column } from './table.ts';

const [sqlite] = databaseKinds;
if (!sqlite) throw new Error('there is no SQLite');

const csv = (text: string) => parse(text, { bom: true }) as string[][];

async function* each<Row>(rows: readonly Row[]) {
  yield* rows;
}

test('an exported file', async (t) => {
  const registry = await startRegistry(t, sqlite);
  const key = await registry.key(sampleKeys.administrator);
  const lines = fc.sample(madeUpLine, { numRuns: 1500, seed: 3 });
  await bookLines(registry.database, lines, { linesAtOnce: 100, firstLeaf: 0 });
  await createLedgerWorker({ database: registry.database, clock: () => registry.now }).turn();

  async function file(
    operation: 'getLedgerFiguresFile' | 'getLedgerLinesFile',
    query: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const response = await registry.call(operation, { key, query, headers });
    if (response.status !== 200) throw new Error(await response.text());
    return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  await t.test('of figures holds what the API answers, in yuan to the fen', async () => {
    const query = { groupBy: 'province', every: 'month' };
    const { items } = await bodyOf<LedgerFigures>(
      await registry.call('getLedgerFigures', { key, query }),
    );
    const { headers, bytes } = await file('getLedgerFiguresFile', { ...query, language: 'en' });
    assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(
      headers.get('content-disposition') ?? '',
      /^attachment; filename="ledger-province-2020-10-17\.csv"; filename\*=UTF-8''ledger-province-2020-10-17\.csv$/,
    );
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const [headings = [], ...rows] = csv(Buffer.from(bytes).toString());
    assert.equal(headings[7], 'Net sales, all goods (yuan)');
    assert.equal(rows.length, items.length);
    for (const [place, { member, all }] of items.entries()) {
      const row = rows[place] ?? [];
      assert.equal(row[1], member ?? '');
      assert.equal(Math.round(Number(row[7]) * 100), all.netFen);
    }
  });

  await t.test('of lines holds every line once, whatever the format', async () => {
    const { bytes } = await file('getLedgerLinesFile', { format: 'jsonl' });
    const texts = Buffer.from(bytes).toString().trim().split('\n');
    const lines = texts.map((text) => JSON.parse(text) as LedgerLine);
    assert.equal(new Set(lines.map(({ lineId }) => lineId)).size, 1500);
    const rows = csv(Buffer.from((await file('getLedgerLinesFile', {})).bytes).toString()).slice(1);
    assert.deepEqual(
      rows.map((row) => [row.at(-2), row[17]]),
      lines.map(({ lineId, amountFen }) => [lineId, (amountFen / 100).toFixed(2)]),
    );
    const parts = unzipSync((await file('getLedgerLinesFile', { format: 'xlsx' })).bytes);
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const amounts = [...sheet.matchAll(/<c s="1"><v>([^<]+)<\/v>/g)].map(([, text]) => text);
    assert.deepEqual(
      amounts,
      lines.map(({ amountFen }) => (amountFen / 100).toFixed(2)),
    );
    assert.match(sheet, /入账日/);
  });

  await t.test(
    'makes no formula of a good’s name, and leaves negative numbers as they are',
    async () => {
      const text = Buffer.from((await file('getLedgerLinesFile', {})).bytes).toString();
      assert.ok(
        csv(text)
          .slice(1)
          .every((row) => row[10] === "'=SUM(A1)"),
      );
      const figures = Buffer.from(
        (await file('getLedgerFiguresFile', { groupBy: 'product', every: 'day' })).bytes,
      );
      const cells = csv(figures.toString()).slice(1).flat();
      assert.ok(cells.some((value) => /^-\d+\.\d\d$/.test(value)));
      assert.ok(cells.every((value) => !/^'/.test(value)));
    },
  );

  await t.test('comes in the format that Accept asks for', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const { headers, bytes } = await file(
      'getLedgerFiguresFile',
      {},
      { accept: `text/html, ${type}` },
    );
    assert.equal(headers.get('content-type'), type);
    assert.deepEqual(Object.keys(unzipSync(bytes)).toSorted(), [
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const refused = await registry.call('getLedgerLinesFile', {
      key,
      headers: { accept: 'image/png' },
    });
    assert.equal((await problemOf(refused)).code, 'notAcceptable');
  });
});

test('a workbook begins a further sheet where one is full', async () => {
  const columns: Column<number>[] = [
    { zh: '数', en: 'Number', kind: 'number', valueOf: (row) => row },
    { zh: '文', en: 'Text', kind: 'text', valueOf: (row) => `<${row} & "more">` },
  ];
  const table = { columns, language: 'en' as const, rows: each([1, 2, 3, 4, 5]) };
  const chunks: Uint8Array[] = [];
  for await (const chunk of xlsxOf(table, 3)) chunks.push(chunk);
  const parts = unzipSync(Buffer.concat(chunks));
  const values = [1, 2, 3].map((number) =>
    [
      ...strFromU8(parts[`xl/worksheets/sheet${number}.xml`] ?? new Uint8Array()).matchAll(
        /<c><v>(\d)</g,
      ),
    ].map(([, value]) => Number(value)),
  );
  assert.deepEqual(values, [[1, 2], [3, 4], [5]]);
  const text = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  assert.match(text, /&lt;1 &amp; "more"&gt;/);
  assert.match(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()), /Sheet3/);
});
