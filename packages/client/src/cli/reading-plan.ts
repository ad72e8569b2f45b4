import { readFile } from 'node:fs/promises';
import { cleanText } from '../adapters/columns/cell-text.ts';
import {
  guessColumns,
  missingFields,
  type ColumnMapping,
  type SaleField,
} from '../adapters/columns/columns.ts';
import type { SaleSettings } from '../adapters/columns/sale-row.ts';
import {
  findDateOrder,
  readSaleTime,
  type DateOrder,
  type DateOrderFinding,
} from '../adapters/columns/sale-time.ts';
import type { SalesSource } from '../adapters/columns/sales-source.ts';
import {
  columnsOf,
  MappingError,
  readMapping,
  type SavedMapping,
} from '../adapters/columns/saved-mapping.ts';
import { CliError, exitCodes } from './cli-error.ts';
import { allTexts, type Texts } from './language.ts';
import type { ReportOptions } from './report-options.ts';

/** How a file's rows are to be read, by what the user says and by what is found in it. */
export async function planReading(
  source: SalesSource,
  options: ReportOptions,
  texts: Texts,
): Promise<SaleSettings> {
  const mapping = await mappingOf(options, texts);
  const columns = mappedColumns(source, mapping, options, texts);
  const settings: SaleSettings = {
    columns,
    terminalId: options.terminalId ?? mapping.terminalId ?? 'main',
    unit: options.unit ?? mapping.unit ?? '件',
    quantity: mapping.quantity,
    receiptFromTime: mapping.receiptFromTime,
    bothNegativeIsReturn: mapping.bothNegativeIsReturn,
  };
  const missing = missingFields(columns).filter(
    (field) =>
      !(field === 'quantity' && settings.quantity) &&
      !(field === 'receiptNo' && settings.receiptFromTime),
  );
  if (missing.length > 0) {
    const headers = source.headers.map((header) => header.trim()).filter(Boolean);
    const hints = missing.flatMap((field) =>
      field === 'quantity' || field === 'receiptNo' ? [texts.missingHints[field]] : [],
    );
    const names = missing.map((field) => texts.missing[field]);
    const message = [texts.missingColumns(names, headers), ...hints].join('\n');
    throw new CliError(message, exitCodes.usage);
  }
  const dateOrder =
    options.dateOrder ?? mapping.dateOrder ?? (await dateOrderOf(source, columns, texts));
  return { ...settings, dateOrder };
}

async function mappingOf({ mapping }: ReportOptions, texts: Texts): Promise<SavedMapping> {
  if (mapping === undefined) return {};
  try {
    return readMapping(await readFile(mapping, 'utf8'));
  } catch (error) {
    const faults = error instanceof MappingError ? error.faults : [(error as Error).message];
    throw new CliError(texts.cantReadMapping(mapping, faults), exitCodes.usage);
  }
}

function mappedColumns(
  source: SalesSource,
  mapping: SavedMapping,
  { mapping: file = '' }: ReportOptions,
  texts: Texts,
): ColumnMapping {
  const { headers, sample } = source;
  const guessed = guessColumns(
    headers,
    sample.map((row) => row.cells),
  );
  if (!mapping.columns) return guessed;
  try {
    return { ...addedColumns(headers), ...columnsOf(mapping, headers) };
  } catch (error) {
    if (!(error instanceof MappingError)) throw error;
    throw new CliError(texts.cantReadMapping(file, error.faults), exitCodes.usage);
  }
}

/** The columns that a file of faulty rows has beside those of the export it comes from, whose mapping knows nothing of them. */
function addedColumns(headers: readonly string[]): ColumnMapping {
  const names = headers.map((header) => header.trim());
  const language = allTexts.find(({ rowInFile }) => names.includes(rowInFile));
  const added: readonly SaleField[] = language ? ['lineNo', 'terminalId', 'unit'] : [];
  return Object.fromEntries(
    added.flatMap((field) => {
      const place = names.lastIndexOf(language?.fields[field] ?? '');
      return place < 0 ? [] : [[field, place]];
    }),
  );
}

/** Whether day or month comes first, by all dates of the file where its first ones leave it open. */
async function dateOrderOf(
  source: SalesSource,
  columns: ColumnMapping,
  texts: Texts,
): Promise<DateOrder | undefined> {
  const places = [columns.soldAt, columns.businessDate].filter((place) => place !== undefined);
  const datesIn = (rows: SalesSource['sample']) =>
    rows.flatMap(({ cells }) => places.map((place) => cleanText(cells[place] ?? '').text));
  let finding = findDateOrder(datesIn(source.sample));
  let example = datesIn(source.sample).find(isOpen);
  if (finding === 'needless') return undefined;
  for await (const { rows } of source.rows()) {
    const dates = datesIn(rows);
    finding = together(finding, findDateOrder(dates));
    example ??= dates.find(isOpen);
    if (finding === 'contradictory') break;
  }
  if (finding === 'dayFirst' || finding === 'monthFirst') return finding;
  throw new CliError(texts.dateOrderUnknown(example ?? ''), exitCodes.usage);
}

const isOpen = (text: string) => readSaleTime(text, undefined) === 'dateOrderUnknown';

/** What two parts of a column say together. */
function together(a: DateOrderFinding, b: DateOrderFinding): DateOrderFinding {
  const findings = new Set([a, b]);
  const isBoth = findings.has('dayFirst') && findings.has('monthFirst');
  if (isBoth || findings.has('contradictory')) return 'contradictory';
  return (
    (['dayFirst', 'monthFirst', 'ambiguous'] as const).find((each) => findings.has(each)) ??
    'needless'
  );
}
