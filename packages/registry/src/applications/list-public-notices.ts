import type { NewDossier, OperationQuery, OperationResponse, PublicNotice } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import type { TrackRow } from './application-tables.ts';

// Whose notice ends first comes first.
const keys: readonly SortKey[] = ['noticeUntil', 'applicationId', 'schemeId'].map((name) => ({
  expression: sql.ref<string>(`applicationTrack.${name}`),
  type: 'text',
  direction: 'ascending',
}));

/** A page of the public notices that run on a day. */
export async function listPublicNotices(
  connection: Connection,
  { limit, cursor, ...filter }: OperationQuery<'listPublicNotices'>,
  today: string,
): Promise<OperationResponse<'listPublicNotices'>> {
  const { schemeId, divisionCode } = filter;
  const list = ['publicNotices', filter];
  const selected = connection.db
    .selectFrom('applicationTrack')
    .innerJoin('applicationDossier', (join) =>
      join
        .onRef('applicationDossier.applicationId', '=', 'applicationTrack.applicationId')
        .onRef('applicationDossier.revision', '=', 'applicationTrack.revision'),
    )
    .innerJoin('supplier', 'supplier.supplierId', 'applicationTrack.supplierId')
    .selectAll('applicationTrack')
    .select(['applicationDossier.content', 'supplier.name as supplierName'])
    .where(sql<boolean>`application_track.state = 'publicNotice'`)
    .where('noticeUntil', '>=', today)
    .$if(schemeId !== undefined, (query) =>
      query.where('applicationTrack.schemeId', '=', schemeId ?? ''),
    )
    .$if(divisionCode !== undefined, (query) =>
      query.where(isWithinDivision(sql.ref('applicationTrack.countyCode'), divisionCode ?? '')),
    );
  const { rows, nextCursor } = await readPage(selected, { list, keys, limit, cursor });
  return {
    items: rows.flatMap((row) => noticeOf(row, row.supplierName, row.content) ?? []),
    nextCursor,
  };
}

function noticeOf(
  track: TrackRow,
  supplierName: string,
  content: string,
): PublicNotice | undefined {
  const { product, linkage, supply, price, members } = JSON.parse(content) as NewDossier;
  const { productId, productName, noticeFrom, noticeUntil } = track;
  if (productId === null || productName === null || noticeFrom === null || noticeUntil === null) {
    return undefined;
  }
  return {
    applicationId: track.applicationId,
    schemeId: track.schemeId,
    productId,
    productName,
    spec: product?.spec ?? '',
    supplierName,
    county: countyOf(track.countyCode),
    householdsHelped: linkage?.householdsHelped ?? 0,
    peopleHelped: linkage?.peopleHelped ?? 0,
    memberCount: members?.length ?? 0,
    commodityValueFen: supply?.commodityValueFen ?? 0,
    referencePriceFen: price?.referencePriceFen ?? 0,
    noticeFrom,
    noticeUntil,
  };
}
