import {
  ledgerDimensions,
  ledgerIndicators,
  type LedgerFigures,
  type LedgerLines,
  type OperationQuery,
} from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import type { Caller } from '../keys/caller.ts';
import { readCursor, writeCursor } from '../search/keyset.ts';
import { createCampaign, listCampaigns } from './campaign-store.ts';
import { exportFigures, exportLines } from './export/export-ledger.ts';
import { figureOnWire } from './figure-on-wire.ts';
import { atOnePlace, readCursor as readLedgerCursor } from './ledger-cursor.ts';
import { readFilter } from './ledger-filter.ts';
import { findLines, type LinesPosition } from './ledger-lines.ts';
import { scopeOf } from './ledger-scope.ts';
import { summarizeLedger } from './ledger-summary.ts';
import { lineOnWire } from './line-on-wire.ts';
import { selectionOf } from './line-selection.ts';
import { closePeriod, listPeriods } from './period-store.ts';
import { readFigures } from './read-figures.ts';

const pageLimit = 50;
const figuresAtOnce = 10_000;
const linesAtOnce = 1000;
const linePosition = [
  { type: 'text' },
  { type: 'text' },
  { type: 'text' },
  { type: 'text' },
  { type: 'integer' },
] as const;

/** Handlers of the ledger: summary, figures, the lines behind them, closed months and campaigns. */
export const ledgerHandlers = {
  async getLedgerSummary({ connection, query, caller, now }) {
    const { from, to } = await readFilter(connection, query);
    const scope = await scopeOf(connection, caller, query);
    return summarizeLedger(connection, scope, { from, to }, now);
  },

  getLedgerFigures({ connection, query, caller }) {
    return getFigures(connection, query, caller);
  },

  async getLedgerFiguresFile({ connection, query, caller, request }) {
    const { format, language, ...asked } = query;
    return exportFigures(
      (cursor) => getFigures(connection, { ...asked, limit: figuresAtOnce, cursor }, caller),
      { format, language, request },
    );
  },

  async listLedgerLines({ connection, query, caller }) {
    return listLines(connection, query, caller);
  },

  async getLedgerLinesFile({ connection, query, caller, request }) {
    const { format, language, ...asked } = query;
    const upTo = asked.upTo ?? (await readLedgerCursor(connection)).firstLeaf;
    return exportLines(
      (cursor) => listLines(connection, { ...asked, upTo, limit: linesAtOnce, cursor }, caller),
      { format, language, request },
    );
  },

  listIndicators: () => ({ items: [...ledgerIndicators], nextCursor: null }),

  listLedgerPeriods: ({ connection, query }) => listPeriods(connection, query),

  closeLedgerPeriod: ({ connection, body: { month }, caller, now }) =>
    closePeriod(connection, month, { keyId: caller.key?.keyId ?? null, now }),

  listCampaigns: ({ connection, query }) => listCampaigns(connection, query),

  createCampaign: ({ connection, body, now }) => createCampaign(connection, body, now),
} satisfies Partial<Handlers>;

async function getFigures(
  connection: Connection,
  query: OperationQuery<'getLedgerFigures'>,
  caller: Caller,
): Promise<LedgerFigures> {
  const { groupBy, every, limit = pageLimit, cursor, ...asked } = query;
  const filter = await readFilter(connection, asked);
  const scope = await scopeOf(connection, caller, asked);
  const list = ['ledger figures', scope, asked, groupBy ?? null, every ?? null];
  const [after] = readCursor(list, [{ type: 'text' }], cursor) ?? [];
  return atOnePlace(connection, async ({ firstLeaf: upTo, rolledUpAt: asOf }) => {
    const { figures, next } = await readFigures(connection, {
      scope,
      filter,
      groupBy,
      every,
      upTo,
      after: after === undefined ? undefined : String(after),
      limit,
    });
    const dimension = groupBy && ledgerDimensions[groupBy];
    return {
      asOf,
      upTo,
      from: filter.from ?? null,
      to: filter.to ?? null,
      groupBy: groupBy ?? null,
      every: every ?? null,
      side: dimension?.side ?? null,
      addsUp: every !== 'campaign' && (dimension?.addsUp ?? true),
      items: await figureOnWire(connection, { groupBy, every }, figures),
      nextCursor: next === undefined ? null : writeCursor(list, [next]),
    };
  });
}

async function listLines(
  connection: Connection,
  query: OperationQuery<'listLedgerLines'>,
  caller: Caller,
): Promise<LedgerLines> {
  const { limit = pageLimit, cursor, upTo: asked, ...filters } = query;
  const upTo = asked ?? (await readLedgerCursor(connection)).firstLeaf;
  const filter = await readFilter(connection, filters);
  const scope = await scopeOf(connection, caller, filters);
  const list = ['ledger lines', scope, filters, asked ?? null];
  const position = readCursor(list, linePosition, cursor) as LinesPosition | undefined;
  const selection = await selectionOf(connection, scope, filter, upTo);
  if (!selection) return { upTo, items: [], nextCursor: null };
  const { lines, next } = await findLines(connection, selection, position, limit);
  return { upTo, items: lines.map(lineOnWire), nextCursor: next ? writeCursor(list, next) : null };
}
