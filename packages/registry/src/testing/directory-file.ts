import { usccCheckCharacter } from '@fupin/schema';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const headers = {
  directoryNo: '目录编号',
  batch: '批次',
  productName: '产品名称',
  spec: '规格',
  categoryCode: '类别代码',
  gtin: '条码',
  supplierName: '供应商',
  uscc: '统一社会信用代码',
  supplierKind: '主体类型',
  countyCode: '区划代码',
  county: '县',
  province: '省',
  annualSupply: '年供应量',
  unit: '单位',
  commodityValue: '商品价值量(元)',
  referencePrice: '参考价(元)',
  householdsHelped: '带贫户数',
  peopleHelped: '带贫人数',
  linkage: '利益联结方式',
  validFrom: '有效期起',
  validUntil: '有效期止',
  status: '状态',
} as const;

/** The cells of a row of a directory file, by column. */
export type FileCells = Record<keyof typeof headers, string>;

/** The columns in the order of the files that are written here. */
export const fileColumns = Object.keys(headers) as (keyof FileCells)[];

/** The first line in Chinese. */
export const chineseHeader: readonly string[] = Object.values(headers);

/** A made-up supplier's code, registered in Meitan, by a number. */
export function testUscc(number: number): string {
  const body = `91520328MA${String(number).padStart(7, '0')}`;
  return body + usccCheckCharacter(body);
}

/** A good row by its number; `changes` are cells to be set otherwise. */
export function fileRow(number: number, changes: Partial<FileCells> = {}): FileCells {
  return {
    directoryNo: `X-${number}`,
    batch: '2026-01',
    productName: `湄潭翠芽 ${number} 号`,
    spec: '250 g × 2 罐',
    categoryCode: '010501',
    gtin: '',
    supplierName: `湄潭茶业 ${Math.floor(number / 4)}`,
    uscc: testUscc(Math.floor(number / 4)),
    supplierKind: '企业',
    countyCode: '520328',
    county: '湄潭县',
    province: '贵州省',
    annualSupply: '1,200',
    unit: '公斤',
    commodityValue: '500000',
    referencePrice: '128.50',
    householdsHelped: '36',
    peopleHelped: '120',
    linkage: '保价收购、务工就业',
    validFrom: '2026-01-01',
    validUntil: '2028年12月31日',
    status: '有效',
    ...changes,
  };
}

/** CSV text of rows, with a header. */
export function csvText(
  rows: readonly FileCells[],
  { delimiter = ',', lineEnd = '\n', header = chineseHeader } = {},
): string {
  const cell = (text: string) =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [header, ...rows.map((row) => fileColumns.map((name) => row[name]))];
  return lines.map((line) => line.map(cell).join(delimiter) + lineEnd).join('');
}

/** Writes a file that goes when the test ends; answers with its path. */
export function writeFile(
  t: TestContext,
  content: string | Uint8Array,
  name = 'directory.csv',
): string {
  const folder = mkdtempSync(join(tmpdir(), 'fupin-import-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Text in GB 18030, as spreadsheets in China write it; throws for what takes more than two bytes there. */
export function inGb18030(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = gb18030Bytes.get(character);
      if (!bytes) throw new RangeError(`no two bytes of GB 18030 mean "${character}"`);
      return bytes;
    }),
  );
}

// Node reads GB 18030 but does not write it, so the table is read out of the decoder.
const gb18030Bytes = new Map<string, readonly number[]>();
for (let ascii = 0; ascii < 0x80; ascii += 1) gb18030Bytes.set(String.fromCharCode(ascii), [ascii]);
const decoder = new TextDecoder('gb18030');
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (character.length === 1) gb18030Bytes.set(character, [lead, trail]);
  }
}
