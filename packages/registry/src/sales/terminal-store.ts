import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { insertNewRows, upsertRows } from '../database/write-rows.ts';
import type { NumberRange } from './number-range.ts';
import type { SaleTerminalRow } from './terminal-tables.ts';

/** A terminal of an outlet within an epoch. */
export type TerminalKey = Pick<SaleTerminalRow, 'outletId' | 'terminalId' | 'epoch'>;

/** A terminal of an outlet within an epoch, as it tells of itself. */
export type TerminalName = Omit<TerminalKey, 'outletId'>;

/**
 * Terminals of an outlet whose rows are locked until the transaction ends, by terminalText; those that were not known are made.
 * The names are to be in one order, so that two who lock the same terminals wait for each other and never both at once.
 */
export async function lockTerminals(
  connection: Connection,
  outletId: string,
  names: readonly TerminalName[],
  now: Date,
): Promise<ReadonlyMap<string, SaleTerminalRow>> {
  if (names.length === 0) return new Map();
  const { db, dialect } = connection;
  const at = now.toISOString();
  const unheard = { watermark: 0, highest: 0, received: 0, announced: null, clockSkewMs: null };
  const unforked = { forks: 0, forkFirst: null, forkLast: null, forkAt: null };
  await insertNewRows(
    connection,
    'saleTerminal',
    'terminalId',
    names.map(({ terminalId, epoch }) => {
      const heard = { firstHeardAt: at, lastHeardAt: at };
      return { outletId, terminalId, epoch, ...unheard, ...heard, ...unforked };
    }),
  );
  const named = sql.join(names.map(({ terminalId, epoch }) => sql`(${terminalId}, ${epoch})`));
  const { rows } = await sql<SaleTerminalRow>`select * from sale_terminal
    where outlet_id = ${outletId} and (terminal_id, epoch) in (values ${named})
    order by terminal_id, epoch ${dialect.forUpdate}`.execute(db);
  return new Map(rows.map((row) => [terminalText(row), row]));
}

/** What tells a terminal from others of its outlet. */
export function terminalText({ terminalId, epoch }: TerminalName): string {
  return `${epoch} ${terminalId}`;
}

/** Stores how terminals stand now. */
export async function storeTerminals(
  connection: Connection,
  rows: readonly SaleTerminalRow[],
): Promise<void> {
  await upsertRows(connection, 'saleTerminal', ['outletId', 'terminalId', 'epoch'], rows);
}

/** The ranges of a terminal that overlap one or touch it, in order. */
export async function findTouchedRanges(
  { db }: Connection,
  { outletId, terminalId, epoch }: TerminalKey,
  { first, last }: Pick<NumberRange, 'first' | 'last'>,
): Promise<readonly NumberRange[]> {
  // Of the ranges that begin before this one, no more than the last can reach it. Columns are named as members.
  const { rows } =
    await sql<NumberRange>`select first, last, previous, head from sale_terminal_range
    where outlet_id = ${outletId} and terminal_id = ${terminalId} and epoch = ${epoch} and first <= ${last + 1}
    and first >= coalesce((select max(first) from sale_terminal_range
      where outlet_id = ${outletId} and terminal_id = ${terminalId} and epoch = ${epoch} and first <= ${first}), 0)
    order by first`.execute(db.withoutPlugins());
  return rows.filter((range) => range.last >= first - 1);
}

/** Stores a range in place of those that it was put together of. */
export async function replaceRanges(
  connection: Connection,
  key: TerminalKey,
  touched: readonly NumberRange[],
  { first, last, previous, head }: NumberRange,
): Promise<void> {
  const { outletId, terminalId, epoch } = key;
  const gone = touched.map((each) => each.first).filter((each) => each !== first);
  if (gone.length > 0) {
    await connection.db
      .deleteFrom('saleTerminalRange')
      .where('outletId', '=', outletId)
      .where('terminalId', '=', terminalId)
      .where('epoch', '=', epoch)
      .where('first', 'in', gone)
      .execute();
  }
  const row = { outletId, terminalId, epoch, first, last, previous, head };
  await upsertRows(
    connection,
    'saleTerminalRange',
    ['outletId', 'terminalId', 'epoch', 'first'],
    [row],
  );
}

/**
 * Notes the highest number that a device says it has given at a terminal, so that lines which never arrived show although none
 * came after them; one that says less than before has not taken anything back.
 */
export async function announceNumber(
  connection: Connection,
  key: TerminalKey,
  announced: number,
  now: Date,
): Promise<void> {
  const [row] = (await lockTerminals(connection, key.outletId, [key], now)).values();
  if (!row) throw new Error(`terminal ${key.terminalId} is not there after it was stored`);
  const lastHeardAt = now.toISOString();
  const highest = Math.max(announced, row.announced ?? 0);
  await storeTerminals(connection, [{ ...row, announced: highest, lastHeardAt }]);
}
