import { Zip, ZipDeflate } from 'fflate';
import { inChunks, yuan, type Column, type Table } from './table.ts';

// What a sheet holds (ECMA-376; Excel's own limit), with its headings.
const rowsOfSheet = 1_048_576;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ofPackage = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

// Styles by their numbers: 0 plain, 1 money, 2 headings.
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

/**
 * A table as an XLSX workbook (ECMA-376), zipped while it is written, so that memory does not grow with it; a further sheet is
 * begun where one is full. Amounts are numbers in yuan; text is text, whatever it looks like.
 */
export async function* xlsxOf<Row>(
  table: Table<Row>,
  rowsAtMost = rowsOfSheet,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const iterator = table.rows[Symbol.asyncIterator]();
  let next = await iterator.next();
  let sheets = 0;
  do {
    sheets += 1;
    const file = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 6 });
    zip.add(file);
    const rows = async function* () {
      yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
      yield `<row>${table.columns.map((column) => textCell(column[table.language], 2)).join('')}</row>`;
      for (let number = 1; number < rowsAtMost && !next.done; number += 1) {
        yield rowOf(table.columns, next.value);
        next = await iterator.next();
      }
      yield '</sheetData></worksheet>';
    };
    for await (const chunk of inChunks(rows())) {
      file.push(Buffer.from(chunk));
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
  } while (!next.done);
  for (const [name, text] of Object.entries(partsAround(sheets))) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    file.push(Buffer.from(text), true);
  }
  zip.end();
  yield* ready;
}

function rowOf<Row>(columns: readonly Column<Row>[], row: Row): string {
  const cells = columns.map(({ kind, valueOf }) => {
    const value = valueOf(row);
    if (value === null) return '<c/>';
    if (typeof value === 'string') return textCell(value, 0);
    return kind === 'fen' ? `<c s="1"><v>${yuan(value)}</v></c>` : `<c><v>${value}</v></c>`;
  });
  return `<row>${cells.join('')}</row>`;
}

function textCell(text: string, style: number): string {
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function partsAround(sheets: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: sheets }, (_, place) => place + 1);
  const each = (write: (number: number) => string) => numbers.map(write).join('');
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${ofPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${types}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${ofPackage}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((number) => `<sheet name="Sheet${number}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${ofPackage}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
  };
}
