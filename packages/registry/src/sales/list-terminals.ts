import type { OperationQuery, OperationResponse, Terminal } from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import type { TerminalKey } from './terminal-store.ts';
import type { SaleTerminalRow } from './terminal-tables.ts';

const rangesShown = 100;

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('saleTerminal.terminalId'), type: 'text', direction: 'ascending' },
  { expression: sql.ref<string>('saleTerminal.epoch'), type: 'text', direction: 'ascending' },
];

/** What of a terminal's numbers has not arrived. */
export type MissingNumbers = Pick<Terminal, 'missing' | 'missingCount'>;

/** A page of an outlet's terminals with the numbers that have not arrived. */
export async function listTerminals(
  connection: Connection,
  outletId: string,
  { limit, cursor, gaps }: OperationQuery<'listTerminals'>,
): Promise<OperationResponse<'listTerminals'>> {
  const isComplete = sql<SqlBool>`received = ${expectedNumbers}`;
  const selected = connection.db
    .selectFrom('saleTerminal')
    .selectAll('saleTerminal')
    .where('outletId', '=', outletId)
    .$if(gaps === true, (query) => query.where(sql<SqlBool>`not ${isComplete}`))
    .$if(gaps === false, (query) => query.where(isComplete));
  const list = ['terminals', outletId, gaps];
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  const items: Terminal[] = [];
  for (const row of rows) items.push(terminalOf(row, await findMissing(connection, row)));
  return { items, nextCursor };
}

/** Which numbers of a terminal have not arrived, up to the highest that arrived or was announced. */
export async function findMissing(
  { db }: Connection,
  row: TerminalKey & Pick<SaleTerminalRow, 'highest' | 'announced' | 'received'>,
): Promise<MissingNumbers> {
  const highest = Math.max(row.highest, row.announced ?? 0);
  const missingCount = highest - row.received;
  if (missingCount === 0) return { missing: [], missingCount };
  const arrived = await db
    .selectFrom('saleTerminalRange')
    .select(['first', 'last'])
    .where('outletId', '=', row.outletId)
    .where('terminalId', '=', row.terminalId)
    .where('epoch', '=', row.epoch)
    .orderBy('first')
    .limit(rangesShown + 1)
    .execute();
  const missing: { first: number; last: number }[] = [];
  let next = 1;
  // Beyond the ranges that were read, nothing is known of what is missing.
  const end = arrived.length > rangesShown ? [] : [{ first: highest + 1, last: highest }];
  for (const { first, last } of [...arrived, ...end]) {
    if (first > next) missing.push({ first: next, last: first - 1 });
    next = last + 1;
  }
  return { missing: missing.slice(0, rangesShown), missingCount };
}

// The scalar function of two values has another name in each database.
const expectedNumbers = sql<number>`case when announced > highest then announced else highest end`;

function terminalOf(row: SaleTerminalRow, missing: MissingNumbers): Terminal {
  const { forkFirst, forkLast, forkAt } = row;
  const isForked = forkFirst !== null && forkLast !== null && forkAt !== null;
  return {
    terminalId: row.terminalId,
    epoch: row.epoch,
    watermark: row.watermark,
    highest: row.highest,
    announced: row.announced,
    ...missing,
    firstHeardAt: row.firstHeardAt,
    lastHeardAt: row.lastHeardAt,
    clockSkewMs: row.clockSkewMs,
    forks: row.forks,
    lastFork: isForked ? { first: forkFirst, last: forkLast, at: forkAt } : null,
  };
}
