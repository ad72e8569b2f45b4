import type { Connection } from '../database/database.ts';
import { writeTracks } from './application-store.ts';
import type { TrackRow } from './application-tables.ts';

/** Lets an application seek certificates under schemes, as drafts. */
export async function addDraftTracks(
  connection: Connection,
  {
    applicationId,
    supplierId,
    countyCode,
  }: Pick<TrackRow, 'applicationId' | 'supplierId' | 'countyCode'>,
  schemeIds: readonly string[],
  now: Date,
): Promise<void> {
  const row: Omit<TrackRow, 'schemeId'> = {
    applicationId,
    supplierId,
    countyCode,
    townshipCode: null,
    version: 1,
    state: 'draft',
    place: 0,
    revision: null,
    awaitedStep: null,
    awaitedLevel: null,
    awaitedRole: null,
    awaitedArea: null,
    dueOn: null,
    noticeFrom: null,
    noticeUntil: null,
    productId: null,
    productName: null,
    openProductId: null,
    batchId: null,
    certificateId: null,
    updatedAt: now.toISOString(),
  };
  await writeTracks(
    connection,
    schemeIds.map((schemeId) => ({ ...row, schemeId })),
  );
}
