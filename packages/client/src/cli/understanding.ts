import type { SaleField } from '../adapters/columns/columns.ts';
import type { SaleSettings } from '../adapters/columns/sale-row.ts';
import type { SalesSource } from '../adapters/columns/sales-source.ts';
import type { FileSummary } from './file-check.ts';
import type { Texts } from './language.ts';
import { grouped, rowsText, totalText, yuanText } from './numbers.ts';

const formatNames: Readonly<Record<SalesSource['format'], string>> = {
  ...{ xlsx: 'XLSX', ',': 'CSV', ';': 'CSV (;)', '\t': 'TSV' },
};

/** What was understood of a file, in lines to be read: columns, totals, whatever is odd, and what is wrong. */
export function understanding(
  name: string,
  source: SalesSource,
  settings: SaleSettings,
  summary: FileSummary,
  texts: Texts,
): string[] {
  const { headers, encoding, format } = source;
  const { columns, terminalId, unit } = settings;
  const nameOf = (place: number) => headers[place]?.trim() || `#${place + 1}`;
  const mapped = Object.entries(columns) as [SaleField, number][];
  const unused = headers
    .map((_, place) => place)
    .filter((place) => !mapped.some(([, used]) => used === place));
  const kind = [formatNames[format], encoding?.toUpperCase()].filter(Boolean).join(', ');
  return [
    texts.understood(name, grouped(summary.rows), kind),
    ...mapped.map(([field, place]) => texts.columnLine(texts.fields[field], nameOf(place))),
    ...(unused.length > 0 ? [texts.unusedColumns(unused.map(nameOf).join(', '))] : []),
    ...(columns.terminalId === undefined || columns.unit === undefined
      ? [texts.constants(terminalId, unit)]
      : []),
    '',
    ...totals(summary, texts),
    ...oddities(summary, texts),
    ...faults(summary, texts),
  ];
}

function totals({ sales, returns, notPaid, faultyRows }: FileSummary, { totals }: Texts): string[] {
  return [
    totals.sales(totalText(sales)),
    totals.returns(totalText(returns)),
    totals.net(yuanText(sales.amountFen - returns.amountFen)),
    ...(notPaid.lines > 0 ? [totals.notPaid(totalText(notPaid))] : []),
    ...(faultyRows > 0 ? [totals.faulty(grouped(faultyRows))] : []),
  ];
}

function oddities({ oddities, totalsRows }: FileSummary, texts: Texts): string[] {
  if (oddities.length + totalsRows.length === 0) return [];
  const lines = oddities.map(({ code, count, rowNumbers }) => {
    const rows = texts.inRowNumbers(rowsText(rowNumbers, count));
    return `  ${texts.oddities[code](grouped(count))} (${rows})`;
  });
  const sums = texts.totals.totalsRows(grouped(totalsRows.length), rowsText(totalsRows));
  return ['', texts.odditiesHeading, ...lines, ...(totalsRows.length > 0 ? [`  ${sums}`] : [])];
}

function faults({ faults }: FileSummary, texts: Texts): string[] {
  if (faults.length === 0) return [];
  const lines = faults.map(({ code, field, count, rowNumbers, example }) => {
    const { what } = texts.faults[code]('');
    const where = field ? `${texts.fields[field as SaleField]}: ` : '';
    const shown = example.trim() ? ` "${example.trim().slice(0, 60)}"` : '';
    return `  ${where}${what}${shown} ×${grouped(count)} (${texts.inRowNumbers(rowsText(rowNumbers, count))})`;
  });
  return ['', texts.faultsHeading, ...lines];
}
