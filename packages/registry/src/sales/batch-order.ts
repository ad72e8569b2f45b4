import type { Connection } from '../database/database.ts';
import type { SaleBatchRow, SaleLineRow } from '../database/tables.ts';

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

/**
 * The place of a batch's line in the transparency log; undefined where it is not there yet, or came before batches were placed.
 * The lines of a batch stand in the log one after another, in their order in the batch.
 */
export async function findLogPlace(
  { db }: Connection,
  { outletId, batchId, batchPlace }: Pick<SaleLineRow, 'outletId' | 'batchId' | 'batchPlace'>,
): Promise<number | undefined> {
  const batch = await db
    .selectFrom('saleBatch')
    .select('firstLeaf')
    .where('outletId', '=', outletId)
    .where('batchId', '=', batchId)
    .executeTakeFirst();
  const firstLeaf = batch?.firstLeaf ?? -1;
  if (firstLeaf < 0) return undefined;
  const { before } = await db
    .selectFrom('saleLine')
    .select((count) => count.fn.countAll<number>().as('before'))
    .where('outletId', '=', outletId)
    .where('batchId', '=', batchId)
    .where('batchPlace', '<', batchPlace)
    .executeTakeFirstOrThrow();
  return firstLeaf + before;
}
