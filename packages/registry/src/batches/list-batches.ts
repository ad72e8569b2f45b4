import { statusAt, type OperationQuery, type OperationResponse } from '@fupin/schema';
import { sql } from 'kysely';
import type { BatchRow } from '../applications/application-tables.ts';
import { findCertificates } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { batchesOnWire } from './batch-store.ts';

const descending = (name: string): SortKey => ({
  expression: sql.ref<string>(`batch.${name}`),
  type: 'text',
  direction: 'descending',
});
const lastPublishedFirst = ['publishedAt', 'batchId'].map(descending);
const lastBegunFirst = ['createdAt', 'batchId'].map(descending);

const byNumber: readonly SortKey[] = [
  { expression: sql.ref<string>('certificate.directoryNo'), type: 'text', direction: 'ascending' },
];

/** A page of the published batches or, for whoever collates for a division, of that division's open ones, the latest first. */
export async function listBatches(
  connection: Connection,
  { limit, cursor, schemeId, batchState }: OperationQuery<'listBatches'>,
  collator: string | null,
): Promise<OperationResponse<'listBatches'>> {
  const isOpen = batchState === 'open';
  if (isOpen && collator === null) return { items: [], nextCursor: null };
  const latestFirst = isOpen ? lastBegunFirst : lastPublishedFirst;
  const list = ['batches', schemeId ?? null, ...(isOpen ? [collator] : [])];
  const selected = connection.db
    .selectFrom('batch')
    .selectAll()
    .where('publishedAt', isOpen ? 'is' : 'is not', null)
    .$if(isOpen, (query) => query.where('divisionCode', '=', collator))
    .$if(schemeId !== undefined, (query) => query.where('schemeId', '=', schemeId ?? ''));
  const { rows, nextCursor } = await readPage(selected, { list, keys: latestFirst, limit, cursor });
  return { items: await batchesOnWire(connection, rows), nextCursor };
}

/** A page of the certificates of a published batch, by their numbers. */
export async function listBatchCertificates(
  connection: Connection,
  { batchId, schemeId, name }: BatchRow,
  { limit, cursor }: OperationQuery<'listBatchCertificates'>,
  at: Date,
): Promise<OperationResponse<'listBatchCertificates'>> {
  const list = ['batchCertificates', batchId];
  const selected = connection.db
    .selectFrom('certificate')
    .select('certificateId')
    .where('schemeId', '=', schemeId)
    .where('batch', '=', name);
  const { rows, nextCursor } = await readPage(selected, { list, keys: byNumber, limit, cursor });
  const certificateIds = rows.map(({ certificateId }) => certificateId);
  const certificates = await findCertificates(connection, { certificateIds });
  const byId = new Map(certificates.map((stored) => [stored.certificateId, stored]));
  return {
    items: rows.flatMap(({ certificateId }) => {
      const stored = byId.get(certificateId);
      return stored ? { ...stored, status: statusAt(stored, at) } : [];
    }),
    nextCursor,
  };
}
