import type { Connection } from '../database/database.ts';
import type { DatabaseDialect } from '../database/dialect.ts';
import type { SaleLineRow } from '../database/tables.ts';

// As much as comes at full speed until those who follow have taken it; a line takes about a kilobyte.
const linesKept = 60_000;

interface RecentBatches {
  readonly byId: Map<string, readonly SaleLineRow[]>;
  lines: number;
}

// By the database, of which every connection has the same dialect.
const recentOf = new WeakMap<DatabaseDialect, RecentBatches>();

/**
 * Keeps the accepted lines of a batch in memory, in the order of their places, for those who follow all lines and would read
 * them a moment later. To be called before the transaction ends: of one that fails nobody ever learns the id.
 */
export function keepBatch(
  { dialect }: Connection,
  batchId: string,
  rows: readonly SaleLineRow[],
): void {
  const recent = recentOf.get(dialect) ?? { byId: new Map(), lines: 0 };
  recentOf.set(dialect, recent);
  recent.byId.set(batchId, rows);
  recent.lines += rows.length;
  for (const [oldest] of recent.byId) {
    if (recent.lines <= linesKept) return;
    drop(recent, oldest);
  }
}

/** The accepted lines of a batch, in the order of their places; undefined where they are to be read from the database. */
export function keptBatch(
  { dialect }: Connection,
  batchId: string,
): readonly SaleLineRow[] | undefined {
  return recentOf.get(dialect)?.byId.get(batchId);
}

/** Lets go of batches that will not be asked for again. */
export function dropBatches({ dialect }: Connection, batchIds: readonly string[]): void {
  const recent = recentOf.get(dialect);
  if (recent) for (const batchId of batchIds) drop(recent, batchId);
}

function drop(recent: RecentBatches, batchId: string): void {
  recent.lines -= recent.byId.get(batchId)?.length ?? 0;
  recent.byId.delete(batchId);
}
