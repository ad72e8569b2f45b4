import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saleLineId } from '@fupin/schema';
import { checkSales } from './check-sales.ts';
import { guessColumns } from './columns.ts';
import { csvText } from './csv-text.ts';
import { faultyRowsCsv } from './faulty-rows-csv.ts';
import { enColumns as en } from './messages/en.ts';
import { zhHansColumns as zhHans } from './messages/zh-hans.ts';
import { openSalesFile, tableOf } from './sales-file.ts';

test('cells are quoted where they must be', () => {
  assert.equal(
    csvText([['a', 'b,c', 'd"e', 'f\ng'], ['1']]),
    '\ufeffa,"b,c","d""e","f\ng"\r\n1\r\n',
  );
});

const now = new Date('2020-10-20T00:00:00Z');

async function check(text: string, terminalId = 'main') {
  const file = await openSalesFile(new File([text], 'sales.csv'));
  const table = tableOf(file);
  const columns = guessColumns(
    table.headers,
    table.rows.map((row) => row.cells),
  );
  const settings = { columns, terminalId, unit: '袋' };
  return { table, settings, checked: await checkSales(table, settings, { now }) };
}

for (const [locale, messages] of Object.entries({ zhHans, en })) {
  test(`corrected rows are the lines that they would have been in their file (${locale})`, async () => {
    const text = '小票号,销售时间,商品名称,数量,单价\n'
      .concat('A,2020-10-17 08:00,枸杞,1,2\nA,2020-10-17 08:00,"核桃, 大",?,3\n')
      .concat('A,2020-10-17 08:00,枸杞,1,2\nA,soon,红枣,1,4\n');
    const whole = await check(text.replace('?', '5').replace('soon', '2020-10-17 08:00'), 'T7');
    const { table, settings, checked } = await check(text, 'T7');
    assert.equal(checked.faultyRows.length, 2);

    const exported = faultyRowsCsv(table, checked.faultyRows, settings, {
      ...messages.fields,
      rowNumber: messages.rowInFile,
      problem: messages.problem,
      describe: ({ code }) => messages.faults[code]('').what,
    });
    const corrected = exported.replace('?', '5').replace('soon', '2020-10-17 08:00');
    const second = await check(corrected, 'another default');

    assert.deepEqual(second.checked.faultyRows, []);
    const lines = [...checked.lines, ...second.checked.lines].map(({ line }) => line);
    const byId = (line: (typeof lines)[number]) => [saleLineId('out_1', line), line] as const;
    assert.deepEqual(
      new Map(lines.map(byId).toSorted()),
      new Map(whole.checked.lines.map(({ line }) => byId(line)).toSorted()),
    );
  });
}
