import type { Connection } from '../database/database.ts';
import type { SaleBatchRow } from '../database/tables.ts';

/** A batch of sale lines by its key. */
type BatchKey = Pick<SaleBatchRow, 'outletId' | 'batchId'>;

/** A batch that has its place in the order of all batches. */
export type PlacedBatch = BatchKey & Pick<SaleBatchRow, 'lines'> & { readonly firstLeaf: number };

/** Gives a batch its place: that of its first line in the transparency log. */
export async function placeBatch(
  { db }: Connection,
  { outletId, batchId }: BatchKey,
  firstLeaf: number,
): Promise<void> {
  await db
    .updateTable('saleBatch')
    .set({ firstLeaf })
    .where('outletId', '=', outletId)
    .where('batchId', '=', batchId)
    .execute();
}

/**
 * The batches after a place, in order, so many at most. Places are given one after another under the lock of the log's tree:
 * whoever has read up to one place has missed none before it.
 */
export async function batchesAfter(
  { db }: Connection,
  firstLeaf: number,
  limit: number,
): Promise<readonly PlacedBatch[]> {
  return db
    .selectFrom('saleBatch')
    .select(['outletId', 'batchId', 'lines', 'firstLeaf'])
    .where('firstLeaf', '>', firstLeaf)
    .orderBy('firstLeaf')
    .limit(limit)
    .$narrowType<{ firstLeaf: number }>()
    .execute();
}
