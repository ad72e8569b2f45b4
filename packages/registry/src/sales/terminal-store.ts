import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { NumberRange } from './number-range.ts';
import type { SaleTerminalRow } from './terminal-tables.ts';

/** A terminal of an outlet within an epoch. */
export type TerminalKey = Pick<SaleTerminalRow, 'outletId' | 'terminalId' | 'epoch'>;

/** A terminal whose row is locked until the transaction ends; one that was not known is made. */
export async function lockTerminal(
  { db, dialect }: Connection,
  key: TerminalKey,
  now: Date,
): Promise<SaleTerminalRow> {
  const at = now.toISOString();
  await db
    .insertInto('saleTerminal')
    .values({
      ...key,
      watermark: 0,
      highest: 0,
      received: 0,
      announced: null,
      firstHeardAt: at,
      lastHeardAt: at,
      clockSkewMs: null,
      forks: 0,
      forkFirst: null,
      forkLast: null,
      forkAt: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { rows } = await sql<SaleTerminalRow>`select * from sale_terminal
    where outlet_id = ${key.outletId} and terminal_id = ${key.terminalId} and epoch = ${key.epoch}
    ${dialect.forUpdate}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`terminal ${key.terminalId} is not there after it was stored`);
  return row;
}

/** Stores how a terminal stands now. */
export async function storeTerminal({ db }: Connection, row: SaleTerminalRow): Promise<void> {
  const { outletId, terminalId, epoch, ...changed } = row;
  await db
    .updateTable('saleTerminal')
    .set(changed)
    .where('outletId', '=', outletId)
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .execute();
}

/** The ranges of a terminal that overlap one or touch it, in order. */
export async function findTouchedRanges(
  { db }: Connection,
  { outletId, terminalId, epoch }: TerminalKey,
  { first, last }: Pick<NumberRange, 'first' | 'last'>,
): Promise<readonly NumberRange[]> {
  const rows = await db
    .selectFrom('saleTerminalRange')
    .select(['first', 'last', 'previous', 'head'])
    .where('outletId', '=', outletId)
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('first', '<=', last + 1)
    // Of the ranges that begin before this one, no more than the last can reach it.
    .where(
      'first',
      '>=',
      sql<number>`coalesce((select max(first) from sale_terminal_range
        where outlet_id = ${outletId} and terminal_id = ${terminalId} and epoch = ${epoch}
        and first <= ${first}), 0)`,
    )
    .orderBy('first')
    .execute();
  return rows.filter((range) => range.last >= first - 1);
}

/** Stores a range in place of those that it was put together of. */
export async function replaceRanges(
  { db }: Connection,
  key: TerminalKey,
  touched: readonly NumberRange[],
  { first, last, previous, head }: NumberRange,
): Promise<void> {
  const range = { first, last, previous, head };
  const [kept, ...gone] = touched.map((each) => each.first);
  if (kept === undefined) {
    await db
      .insertInto('saleTerminalRange')
      .values({ ...key, ...range })
      .execute();
    return;
  }
  const { outletId, terminalId, epoch } = key;
  if (gone.length > 0) {
    await db
      .deleteFrom('saleTerminalRange')
      .where('outletId', '=', outletId)
      .where('terminalId', '=', terminalId)
      .where('epoch', '=', epoch)
      .where('first', 'in', gone)
      .execute();
  }
  await db
    .updateTable('saleTerminalRange')
    .set(range)
    .where('outletId', '=', outletId)
    .where('terminalId', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('first', '=', kept)
    .execute();
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
  const row = await lockTerminal(connection, key, now);
  await storeTerminal(connection, {
    ...row,
    announced: Math.max(announced, row.announced ?? 0),
    lastHeardAt: now.toISOString(),
  });
}
