import { statusAt, type OperationQuery, type OperationResponse } from '@fupin/schema';
import { sql } from 'kysely';
import type { BatchRow } from '../applications/application-tables.ts';
import { findCertificates } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import {
  isAfter,
  orderBy,
  positionColumns,
  positionOf,
  readCursor,
  writeCursor,
  type SortKey,
} from '../search/keyset.ts';
import { batchesOnWire } from './batch-store.ts';

const defaultLimit = 50;

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
  { limit = defaultLimit, cursor, schemeId, batchState }: OperationQuery<'listBatches'>,
  collator: string | null,
): Promise<OperationResponse<'listBatches'>> {
  const isOpen = batchState === 'open';
  if (isOpen && collator === null) return { items: [], nextCursor: null };
  const latestFirst = isOpen ? lastBegunFirst : lastPublishedFirst;
  const list = ['batches', schemeId ?? null, ...(isOpen ? [collator] : [])];
  const position = readCursor(list, latestFirst, cursor);
  const rows = await connection.db
    .selectFrom('batch')
    .selectAll()
    .select(positionColumns(latestFirst))
    .where('publishedAt', isOpen ? 'is' : 'is not', null)
    .$if(isOpen, (query) => query.where('divisionCode', '=', collator))
    .$if(schemeId !== undefined, (query) => query.where('schemeId', '=', schemeId ?? ''))
    .$if(position !== undefined, (query) => query.where(isAfter(latestFirst, position ?? [])))
    .orderBy(orderBy(latestFirst))
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await batchesOnWire(connection, shown),
    nextCursor:
      last && rows.length > limit ? writeCursor(list, positionOf(latestFirst, last)) : null,
  };
}

/** A page of the certificates of a published batch, by their numbers. */
export async function listBatchCertificates(
  connection: Connection,
  { batchId, schemeId, name }: BatchRow,
  { limit = defaultLimit, cursor }: OperationQuery<'listBatchCertificates'>,
  at: Date,
): Promise<OperationResponse<'listBatchCertificates'>> {
  const list = ['batchCertificates', batchId];
  const position = readCursor(list, byNumber, cursor);
  const rows = await connection.db
    .selectFrom('certificate')
    .select('certificateId')
    .select(positionColumns(byNumber))
    .where('schemeId', '=', schemeId)
    .where('batch', '=', name)
    .$if(position !== undefined, (query) => query.where(isAfter(byNumber, position ?? [])))
    .orderBy(orderBy(byNumber))
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const certificateIds = shown.map(({ certificateId }) => certificateId);
  const certificates = await findCertificates(connection, { certificateIds });
  const byId = new Map(certificates.map((stored) => [stored.certificateId, stored]));
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ certificateId }) => {
      const stored = byId.get(certificateId);
      return stored ? { ...stored, status: statusAt(stored, at) } : [];
    }),
    nextCursor: last && rows.length > limit ? writeCursor(list, positionOf(byNumber, last)) : null,
  };
}
