import {
  checkSales,
  guessColumns,
  missingFields,
  openSalesFile,
  tableOf,
} from '@fupin/client/adapters/columns';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaleLine } from '@fupin/schema';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { explainRefusal, refusedCsv } from './refused-lines.ts';

const sale: SaleLine = {
  terminalId: 'P02',
  businessDate: '2020-10-16',
  receiptNo: '0012',
  lineNo: 3,
  kind: 'sale',
  soldAt: '2020-10-17T00:05:09+08:00',
  sku: '1001',
  gtin: '6901234567892',
  name: '枸杞, "特级"',
  quantity: '0.455',
  unit: 'kg',
  amountFen: 5,
};
const refund: SaleLine = { ...sale, kind: 'return', lineNo: 4, amountFen: 123456 };
const problem = { code: 'returnExceedsSale', detail: '', issues: [] };

for (const [locale, messages] of Object.entries({ zhHans, en })) {
  test(`lines that were not accepted come back from their export unchanged (${locale})`, async () => {
    const text = refusedCsv(
      [
        { line: sale, problem },
        { line: refund, problem },
      ],
      messages,
    );
    const table = tableOf(await openSalesFile(new File([text], 'refused.csv')));
    const columns = guessColumns(
      table.headers,
      table.rows.map((row) => row.cells),
    );
    assert.deepEqual(missingFields(columns), []);
    const settings = { columns, terminalId: 'main', unit: '件' };
    const { lines } = await checkSales(table, settings, { now: new Date() });
    assert.deepEqual(
      lines.map(({ line }) => line),
      [sale, refund],
    );
  });
}

test('a refusal is explained by its code, or else by what the registry says', () => {
  assert.equal(explainRefusal({ problem }, en).what, 'More was returned than was sold.');
  const other = {
    code: 'invalidInput',
    detail: 'The line is not valid',
    issues: [{ pointer: '/quantity', detail: 'must be positive' }],
  };
  assert.equal(
    explainRefusal({ problem: other }, en).what,
    'The line is not valid; /quantity must be positive',
  );
});
