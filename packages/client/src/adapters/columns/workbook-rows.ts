import type { FileRow, RowBatch } from './file-rows.ts';
import { SalesFileError } from './sales-file-error.ts';
import { WorkbookParts } from './workbook-parts.ts';

/** Rows and columns that a sheet can have (ECMA-376 Part 1, 18.3.1). */
const maximumRows = 1_048_576;
const maximumColumns = 16_384;
/** More characters than the strings of any export have: a small archive can hold terabytes. */
const maximumStringsLength = 400_000_000;
const maximumRowLength = 4_000_000;

/** What begins as a ZIP archive does, in which .xlsx comes. */
export async function isWorkbook(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return [0x50, 0x4b, 3, 4].every((byte, place) => start[place] === byte);
}

/** The rows of a workbook's first visible sheet as they stand, numbers plain and dates as serials. */
export class Workbook {
  readonly #parts: WorkbookParts;
  readonly #sheet: string;
  readonly #strings: readonly string[];
  readonly #size: number;

  private constructor(
    parts: WorkbookParts,
    sheet: string,
    strings: readonly string[],
    size: number,
  ) {
    this.#parts = parts;
    this.#sheet = sheet;
    this.#strings = strings;
    this.#size = size;
  }

  /**
   * Opens a workbook (.xlsx, ECMA-376).
   * @throws {SalesFileError} `unreadable`, or `workbook` where it counts days from 1904, which only its styles would tell from numbers
   */
  static async open(file: Blob): Promise<Workbook> {
    const parts = await WorkbookParts.open(file);
    const book = await parts.whole('xl/workbook.xml');
    if (/<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(book)) {
      throw new SalesFileError('workbook');
    }
    const sheets = [...book.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => tag);
    const sheet = sheets.find((tag) => !/\bstate="(?:hidden|veryHidden)"/.test(tag)) ?? sheets[0];
    const id = sheet && /\b\w+:id="([^"]*)"/.exec(sheet)?.[1];
    const relations = await parts.whole('xl/_rels/workbook.xml.rels');
    const targetOf = (test: (tag: string) => boolean) => {
      const tag = [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)]
        .map(([found]) => found)
        .find(test);
      const target = tag && /\bTarget="([^"]*)"/.exec(tag)?.[1];
      return target && (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    };
    const name = targetOf((tag) => id !== undefined && tag.includes(`"${id}"`));
    if (!name || !parts.has(name)) throw new SalesFileError('unreadable');
    const shared = targetOf((tag) => /\bType="[^"]*\/sharedStrings"/.test(tag));
    const strings = shared && parts.has(shared) ? await readStrings(parts, shared) : [];
    return new Workbook(parts, name, strings, file.size);
  }

  async *rows(): AsyncGenerator<RowBatch> {
    let rest = '';
    let rowsRead = 0;
    for await (const { text, share } of this.#parts.text(this.#sheet)) {
      rest += text;
      const rows: FileRow[] = [];
      let done = 0;
      for (const match of rest.matchAll(rowPattern)) {
        done = match.index + match[0].length;
        const [, attributes = '', content = ''] = match;
        const number = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? rowsRead + 1);
        if (number > maximumRows || number <= rowsRead) throw new SalesFileError('unreadable');
        // Rows without content are left out of the sheet, but not of the row numbers that it shows.
        for (; rowsRead < number - 1; rowsRead++) rows.push({ cells: [] });
        rows.push({ cells: this.#cells(content) });
        rowsRead += 1;
      }
      rest = rest.slice(done);
      if (rest.length > maximumRowLength) throw new SalesFileError('unreadable');
      yield { rows, bytesRead: Math.round(share * this.#size) };
    }
  }

  #cells(content: string): string[] {
    const cells: string[] = [];
    for (const [, attributes = '', inner = ''] of content.matchAll(cellPattern)) {
      const reference = /\br="([A-Z]{1,3})\d+"/.exec(attributes)?.[1];
      const column = reference ? columnOf(reference) : cells.length;
      if (column >= maximumColumns || column < cells.length) throw new SalesFileError('unreadable');
      while (cells.length < column) cells.push('');
      cells.push(this.#value(/\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n', inner));
    }
    return cells;
  }

  #value(type: string, inner: string): string {
    if (type === 'inlineStr') return textOf(inner);
    const value = /<(?:\w+:)?v\b[^>]*>([^<]*)</.exec(inner)?.[1] ?? '';
    if (type === 's') return this.#strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return type === 'n' ? numberText(value) : decodeXml(value);
  }
}

const rowPattern = /<(?:\w+:)?row\b([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?row>)/gs;
const cellPattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs;
const stringPattern = /<(?:\w+:)?si\b[^>]*?(?:\/>|>(.*?)<\/(?:\w+:)?si>)/gs;

async function readStrings(parts: WorkbookParts, name: string): Promise<string[]> {
  const strings: string[] = [];
  let rest = '';
  let length = 0;
  for await (const { text } of parts.text(name)) {
    rest += text;
    length += text.length;
    if (length > maximumStringsLength) throw new SalesFileError('unreadable');
    let done = 0;
    for (const match of rest.matchAll(stringPattern)) {
      done = match.index + match[0].length;
      strings.push(textOf(match[1] ?? ''));
    }
    rest = rest.slice(done);
  }
  return strings;
}

/** The text of a string's runs, without the readings of its characters that East Asian workbooks may have. */
function textOf(xml: string): string {
  const runs = xml.replace(/<(?:\w+:)?rPh\b.*?<\/(?:\w+:)?rPh>/gs, '');
  return [...runs.matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([^<]*)<)/g)]
    .map(([, text = '']) => decodeXml(text))
    .join('');
}

/** A number as the sheet shows it in full: files hold 17 digits (4.9500000000000002), of which 15 are meant. */
function numberText(text: string): string {
  const number = Number(text);
  if (text === '' || !Number.isFinite(number)) return text;
  if (Number.isSafeInteger(number)) return String(number);
  return String(Number(number.toPrecision(15)));
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const entities: Readonly<Record<string, string>> = {
  ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" },
};

function decodeXml(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name) return entities[String(name)] ?? whole;
      const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}
