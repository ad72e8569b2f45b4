import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { workbookOf } from '../../../test/workbook.ts';
import { SalesFileError } from './sales-file-error.ts';
import { openSalesSource } from './sales-source.ts';
import { isWorkbook, Workbook } from './workbook-rows.ts';

async function rowsOf(file: Blob) {
  const rows: (readonly string[])[] = [];
  for await (const batch of (await Workbook.open(file)).rows()) {
    for (const { cells } of batch.rows) rows.push(cells);
  }
  return rows;
}

const cell = (reference: string, value: string, type = '') =>
  `<c r="${reference}"${type && ` t="${type}"`}><v>${value}</v></c>`;

describe('cells', () => {
  const values: [name: string, xml: string, text: string][] = [
    ['a shared string', cell('A1', '0', 's'), '平山 & 核桃'],
    ['a string of several runs, without its readings', cell('A1', '1', 's'), '富文本'],
    ['a string of its own', '<c r="A1" t="inlineStr"><is><t>枸杞</t></is></c>', '枸杞'],
    ['the text of a formula', '<c r="A1" t="str"><f>A2&amp;A3</f><v>A1&#10;B</v></c>', 'A1\nB'],
    ['a number', cell('A1', '12'), '12'],
    ['a number with more digits than are meant', cell('A1', '4.9500000000000002'), '4.95'],
    ['a sum that floating point has spoilt', cell('A1', '0.30000000000000004'), '0.3'],
    ['a long number in scientific notation', cell('A1', '6.90123456789E+12'), '6901234567890'],
    ['a day as a serial', cell('A1', '44121.354166666664'), '44121.3541666667'],
    ['a truth', cell('A1', '1', 'b'), 'TRUE'],
    ['an error', cell('A1', '#N/A', 'e'), '#N/A'],
    ['nothing', '<c r="A1" s="3"/>', ''],
    ['an escaped control character', '<c r="A1" t="str"><v>a_x0009_b</v></c>', 'a\tb'],
  ];
  for (const [name, xml, text] of values) {
    test(`may hold ${name}`, async () => {
      const strings =
        '<si><t>平山 &amp; 核桃</t></si><si><r><t>富</t></r><r><rPr/><t>文本</t></r><rPh sb="0" eb="1"><t>ふ</t></rPh></si>';
      const rows = await rowsOf(workbookOf(`<row r="1">${xml}</row>`, { strings }));
      assert.deepEqual(rows, [[text]]);
    });
  }

  test('keep their columns where others are left out', async () => {
    const xml = `<row r="1">${cell('B1', '1')}${cell('AA1', '2')}</row>`;
    const [cells = []] = await rowsOf(workbookOf(xml));
    assert.equal(cells.length, 27);
    assert.deepEqual([cells[0], cells[1], cells[26]], ['', '1', '2']);
  });

  test('may be named by a prefix, and their rows come without numbers', async () => {
    const xml =
      '<x:row><x:c t="str"><x:v>a</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c></x:row>';
    assert.deepEqual(await rowsOf(workbookOf(xml)), [['a'], ['2']]);
  });
});

test('rows keep their numbers where others are left out', async () => {
  const xml = `<row r="2">${cell('A2', '1')}</row><row r="4" spans="1:1"/><row r="5">${cell('A5', '2')}</row>`;
  assert.deepEqual(await rowsOf(workbookOf(xml)), [[], ['1'], [], [], ['2']]);
});

test('a sheet may be stored unpacked', async () => {
  assert.deepEqual(
    await rowsOf(workbookOf(`<row r="1">${cell('A1', '1')}</row>`, { isStored: true })),
    [['1']],
  );
});

test('hidden sheets are passed over', async () => {
  const sheets =
    '<sheet name="a" sheetId="1" state="hidden" r:id="rId1"/><sheet name="b" sheetId="2" r:id="rId2"/>';
  assert.deepEqual(await rowsOf(workbookOf('', { sheets })), [['second']]);
});

test('a workbook of many rows is read piece by piece', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) =>
      `<row r="${index + 1}">${cell(`A${index + 1}`, String(index))}${cell(`B${index + 1}`, '核桃', 'str')}</row>`,
  );
  const batches: number[] = [];
  let sum = 0;
  for await (const batch of (await Workbook.open(workbookOf(rows.join('')))).rows()) {
    batches.push(batch.rows.length);
    for (const { cells } of batch.rows) sum += Number(cells[0]);
  }
  assert.equal(sum, (20_000 * 19_999) / 2);
  assert.ok(batches.length > 3, `${batches.length} batches`);
});

describe('what is no workbook', () => {
  const isCoded = (code: string) => (error: unknown) =>
    error instanceof SalesFileError && error.code === code;

  test('is not taken for one', async () => {
    assert.equal(await isWorkbook(new Blob(['a,b\n1,2'])), false);
    assert.equal(await isWorkbook(workbookOf('')), true);
  });

  test('is said to be unreadable, wherever it is cut', async () => {
    const whole = workbookOf(`<row r="1">${cell('A1', '1')}</row>`);
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const cut = whole.slice(0, Math.floor(whole.size * share));
      await assert.rejects(rowsOf(cut), isCoded('unreadable'), String(share));
    }
  });

  test('is refused where rows or columns go backwards, or beyond what a sheet can have', async () => {
    for (const xml of [
      `<row r="2">${cell('A2', '1')}</row><row r="2">${cell('A2', '1')}</row>`,
      `<row r="9999999">${cell('A1', '1')}</row>`,
      `<row r="1">${cell('B1', '1')}${cell('A1', '1')}</row>`,
      `<row r="1">${cell('ZZZ1', '1')}</row>`,
    ]) {
      await assert.rejects(rowsOf(workbookOf(xml)), isCoded('unreadable'), xml);
    }
  });

  test('is refused where it counts days from 1904', async () => {
    const book = '<workbookPr date1904="1"/>';
    await assert.rejects(rowsOf(workbookOf('', { book })), isCoded('workbook'));
  });
});

test('a workbook is a source of sales as a text file is', async () => {
  const header = ['单号', '日期', '品名', '数量', '金额'];
  const strings = header.map((name) => `<si><t>${name}</t></si>`).join('');
  const head = header.map((_, index) => cell(`${'ABCDE'[index]}2`, String(index), 's')).join('');
  const row = `${cell('A3', '7')}${cell('B3', '44121.5')}${cell('C3', '核桃', 'str')}${cell('D3', '2')}${cell('E3', '9.9')}`;
  const source = await openSalesSource(
    workbookOf(`<row r="2">${head}</row><row r="3">${row}</row>`, { strings }),
  );
  assert.equal(source.format, 'xlsx');
  assert.deepEqual([source.headers, source.headerRow], [header, 1]);
  assert.deepEqual(source.sample, [{ cells: ['7', '44121.5', '核桃', '2', '9.9'] }]);
});
