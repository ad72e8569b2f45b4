import type { LedgerFigure, LedgerFigures, LedgerLine, LedgerLines } from '@fupin/schema';
import { bestMediaType } from '../../credentials/media-type.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { figureColumns, lineColumns } from './columns.ts';
import { csvOf } from './csv.ts';
import { jsonLinesOf } from './json-lines.ts';
import type { Table, TableLanguage } from './table.ts';
import { xlsxOf } from './xlsx.ts';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Format = keyof typeof mediaTypes;

const writers = { csv: csvOf, jsonl: jsonLinesOf, xlsx: xlsxOf } as const satisfies Record<
  Format,
  <Row>(table: Table<Row>) => AsyncGenerator<Uint8Array>
>;

interface ExportOptions {
  readonly format: Format | undefined;
  readonly language: TableLanguage | undefined;
  readonly request: Request;
}

type ReadPage<Page> = (cursor: string | undefined) => Promise<Page>;

/**
 * A file of all figures. They come page by page, and are all up to one place of the log: throws `conflict` where lines were added
 * between the first pages; once the file is under way, it breaks off instead.
 */
export async function exportFigures(
  read: ReadPage<LedgerFigures>,
  options: ExportOptions,
): Promise<Response> {
  const first = await read(undefined);
  const { upTo, groupBy } = first;
  const name = `ledger-${groupBy ?? 'figures'}-${dayOf(first.asOf)}`;
  const check = (page: LedgerFigures): LedgerFigures => {
    if (page.upTo === upTo) return page;
    throw new ProblemError('conflict', 'Lines were added while the file was made. Ask again.');
  };
  const rows = rowsOf<LedgerFigure>(first, async (cursor) => check(await read(cursor)));
  return fileOf({ columns: figureColumns, rows }, name, options);
}

/** A file of all lines behind a figure. */
export async function exportLines(
  read: ReadPage<LedgerLines>,
  options: ExportOptions,
): Promise<Response> {
  const first = await read(undefined);
  const rows = rowsOf<LedgerLine>(first, read);
  return fileOf({ columns: lineColumns, rows }, 'ledger-lines', options);
}

interface SomeRows<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

async function* rowsOf<Row>(
  first: SomeRows<Row>,
  read: ReadPage<SomeRows<Row>>,
): AsyncGenerator<Row> {
  let page = first;
  for (;;) {
    yield* page.items;
    if (page.nextCursor === null) return;
    page = await read(page.nextCursor);
  }
}

function fileOf<Row>(
  table: Omit<Table<Row>, 'language'>,
  name: string,
  { format: asked, language = 'zh', request }: ExportOptions,
): Response {
  const format = asked ?? acceptedFormat(request);
  const file = writers[format]({ ...table, language });
  return new Response(streamOf(file), {
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${name}.${format}"; filename*=UTF-8''${name}.${format}`,
      'x-content-type-options': 'nosniff',
    },
  });
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

function acceptedFormat(request: Request): Format {
  const formats = Object.keys(mediaTypes) as Format[];
  const types = formats.map((format) => mediaTypes[format].split(';')[0] ?? '');
  const best = bestMediaType(request.headers.get('accept'), types);
  const format = formats[types.indexOf(best ?? '')];
  if (format) return format;
  throw new ProblemError(
    'notAcceptable',
    `The file can be ${types.join(', ')}; the request accepts none of them. Say format=csv, jsonl or xlsx.`,
  );
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
