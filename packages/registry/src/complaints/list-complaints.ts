import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { complaintSummary } from './complaint-store.ts';

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('complaint.receivedAt'), type: 'text', direction: 'ascending' },
  { expression: sql.ref<string>('complaint.complaintId'), type: 'text', direction: 'ascending' },
];

/** A page of the complaints within a division, the oldest first. */
export async function listComplaints(
  { db }: Connection,
  division: string,
  { limit, cursor, ...filter }: OperationQuery<'listComplaints'>,
  now: Date,
): Promise<OperationResponse<'listComplaints'>> {
  const list = ['complaints', division, filter];
  const { divisionCode, certificateId, state, overdue } = filter;
  const county = sql.ref('complaint.countyCode');
  const isOverdue = sql<SqlBool>`(complaint.state = 'received'
    and complaint.acknowledge_by < ${now.toISOString()})`;
  const selected = db
    .selectFrom('complaint')
    .innerJoin('certificate', 'certificate.certificateId', 'complaint.certificateId')
    .selectAll('complaint')
    .select('certificate.productId')
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
    );
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  return { items: rows.map(complaintSummary), nextCursor };
}
