import type { OperationQuery, OperationResponse } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { wholeCountry } from '../keys/division-of-key.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { usualPauseDays } from './activity-store.ts';

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('activity.heardAt'), type: 'text', direction: 'ascending' },
  { expression: sql.ref<string>('activity.outletId'), type: 'text', direction: 'ascending' },
];

/** A page of the outlets of a division or an operator, those first of which nothing was heard for longest. */
export async function listOutletActivity(
  { db }: Connection,
  sight: { readonly division: string; readonly operatorId: string | undefined },
  { limit, cursor, ...filter }: OperationQuery<'listOutletActivity'>,
): Promise<OperationResponse<'listOutletActivity'>> {
  const list = ['outlet-activity', sight, filter];
  const { divisionCode, silentSince } = filter;
  const division = sql.ref('outlet.divisionCode');
  const { operatorId } = sight;
  const selected = db
    .selectFrom('outletActivity as activity')
    .innerJoin('outlet', 'outlet.outletId', 'activity.outletId')
    .innerJoin('operator', 'operator.operatorId', 'outlet.operatorId')
    .selectAll('activity')
    .select(['outlet.name', 'outlet.kind', 'operator.name as operatorName'])
    // An outlet without a division is the whole country's.
    .$if(sight.division !== wholeCountry, (query) =>
      query.where(isWithinDivision(division, sight.division)),
    )
    .$if(operatorId !== undefined, (query) =>
      query.where('outlet.operatorId', '=', operatorId ?? ''),
    )
    .$if(divisionCode !== undefined, (query) =>
      query.where(isWithinDivision(division, divisionCode ?? '')),
    )
    .$if(silentSince !== undefined, (query) =>
      query.where('activity.heardAt', '<', new Date(silentSince ?? '').toISOString()),
    );
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  const items = rows.map((row) => {
    const { outletId, name, kind, operatorName, lastReportAt, lastSoldAt, lastHeartbeatAt } = row;
    const known = { outletId, name, kind, operatorName, lastReportAt, lastSoldAt, lastHeartbeatAt };
    return { ...known, usualPauseDays: usualPauseDays(row) };
  });
  return { items, nextCursor };
}
