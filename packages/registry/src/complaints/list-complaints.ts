import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import {
  isAfter,
  orderBy,
  positionColumns,
  positionOf,
  readCursor,
  writeCursor,
  type SortKey,
} from '../search/keyset.ts';
import { complaintSummary } from './complaint-store.ts';

const defaultLimit = 50;

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('complaint.receivedAt'), type: 'text', direction: 'ascending' },
  { expression: sql.ref<string>('complaint.complaintId'), type: 'text', direction: 'ascending' },
];

/** A page of the complaints within a division, the oldest first. */
export async function listComplaints(
  { db }: Connection,
  division: string,
  { limit = defaultLimit, cursor, ...filter }: OperationQuery<'listComplaints'>,
  now: Date,
): Promise<OperationResponse<'listComplaints'>> {
  const list = ['complaints', division, filter];
  const position = readCursor(list, sortKeys, cursor);
  const { divisionCode, certificateId, state, overdue } = filter;
  const county = sql.ref('complaint.countyCode');
  const isOverdue = sql<SqlBool>`(complaint.state = 'received'
    and complaint.acknowledge_by < ${now.toISOString()})`;
  const rows = await db
    .selectFrom('complaint')
    .innerJoin('certificate', 'certificate.certificateId', 'complaint.certificateId')
    .selectAll('complaint')
    .select('certificate.productId')
    .select(positionColumns(sortKeys))
    .where(isWithinDivision(county, division))
    .$if(divisionCode !== undefined, (query) =>
      query.where(isWithinDivision(county, divisionCode ?? '')),
    )
    .$if(certificateId !== undefined, (query) =>
      query.where('complaint.certificateId', '=', certificateId ?? ''),
    )
    .$if(state !== undefined, (query) => query.where('complaint.state', '=', state ?? ''))
    .$if(overdue !== undefined, (query) =>
      query.where(overdue === true ? isOverdue : sql<SqlBool>`not ${isOverdue}`),
    )
    .$if(position !== undefined, (query) => query.where(isAfter(sortKeys, position ?? [])))
    .orderBy(orderBy(sortKeys))
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(complaintSummary),
    nextCursor: last && rows.length > limit ? writeCursor(list, positionOf(sortKeys, last)) : null,
  };
}
