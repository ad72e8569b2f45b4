import type { ApplicationSummary, OperationQuery, OperationResponse } from '@fupin/schema';
import { divisionLevel } from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { findSuppliers } from '../directory/supplier-store.ts';
import type { Caller } from '../keys/caller.ts';
import { findSchemes, listSchemes } from '../schemes/scheme-store.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { applicantOf, awaitedStepOf } from './application-view.ts';

const column = (name: string) => sql.ref<string>(`applicationTrack.${name}`);

// Who has waited longest comes first.
const keys: readonly SortKey[] = ['updatedAt', 'applicationId', 'schemeId'].map((name) => ({
  expression: column(name),
  type: 'text',
  direction: 'ascending',
}));

type Filter = Omit<OperationQuery<'listApplications'>, 'limit' | 'cursor'>;

/** A page of the applications that a caller may see and a query selects, one item a scheme. */
export async function listApplications(
  connection: Connection,
  caller: Caller,
  { limit, cursor, ...filter }: OperationQuery<'listApplications'>,
  today: string,
): Promise<OperationResponse<'listApplications'>> {
  const list = ['applications', caller.key?.keyId, filter];
  const selected = connection.db
    .selectFrom('applicationTrack')
    .selectAll()
    .where(
      sql.join<SqlBool>(
        [
          ...(await sightConditions(connection, caller)),
          ...filterConditions(caller, filter, today),
        ],
        sql` and `,
      ),
    );
  const { rows, nextCursor } = await readPage(selected, { list, keys, limit, cursor });
  const suppliers = await findSuppliers(
    connection,
    rows.map(({ supplierId }) => supplierId),
  );
  const schemes = await findSchemes(
    connection,
    rows.map(({ schemeId }) => schemeId),
  );
  return {
    items: rows.flatMap((row): ApplicationSummary[] => {
      const supplier = suppliers.get(row.supplierId);
      if (!supplier) return [];
      return [
        {
          applicationId: row.applicationId,
          schemeId: row.schemeId,
          state: row.state,
          version: row.version,
          awaited: awaitedStepOf(row, schemes.get(row.schemeId)),
          productName: row.productName,
          supplier: applicantOf(supplier),
          county: countyOf(row.countyCode),
          updatedAt: row.updatedAt,
        },
      ];
    }),
    nextCursor,
  };
}

// What seenApplication shows a caller, as conditions.
async function sightConditions(
  connection: Connection,
  { access, key }: Caller,
): Promise<readonly RawBuilder<SqlBool>[]> {
  if (access === 'supplier') return [is('supplierId', key?.supplierId ?? '')];
  const submitted = sql<SqlBool>`${column('revision')} is not null`;
  const division = key?.divisionCode ?? null;
  if (division === null) {
    return access === 'certifier' ? [sql<SqlBool>`1 = 0`] : [submitted];
  }
  const level = divisionLevel(division);
  if (level === 'national') return [submitted];
  if (level !== 'township') {
    return [submitted, isWithinDivision(column('countyCode'), division)];
  }
  const county = division.slice(0, 6);
  const reviewed = (await listSchemes(connection)).filter(({ reviewChain }) =>
    reviewChain.some(({ level, role }) => level === 'township' && role === access),
  );
  return [
    submitted,
    inList(
      'schemeId',
      reviewed.map(({ schemeId }) => schemeId),
    ),
    is('countyCode', currentCountyCode(county) ?? county),
    is('townshipCode', division),
  ];
}

function filterConditions(
  { access, key }: Caller,
  { schemeId, trackState, divisionCode, batchId, awaitsMe }: Filter,
  today: string,
): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (schemeId !== undefined) conditions.push(is('schemeId', schemeId));
  if (trackState !== undefined) conditions.push(is('state', trackState));
  if (batchId !== undefined) conditions.push(is('batchId', batchId));
  if (divisionCode !== undefined) {
    conditions.push(isWithinDivision(column('countyCode'), divisionCode));
  }
  if (awaitsMe === undefined) return conditions;
  const awaits = awaitsStepOf(access, key?.divisionCode ?? null, today);
  return [...conditions, awaitsMe ? awaits : sql<SqlBool>`not coalesce(${awaits}, false)`];
}

/** Condition: the awaited step is a caller's; of a supplier, that it is to mend or submit. */
function awaitsStepOf(access: string, division: string | null, today: string): RawBuilder<SqlBool> {
  if (access === 'supplier') {
    return sql<SqlBool>`${column('state')} in ('draft', 'returned')`;
  }
  if (division === null) return sql<SqlBool>`1 = 0`;
  const level = divisionLevel(division);
  const area =
    level === 'township'
      ? is('awaitedArea', division)
      : isWithinDivision(column('awaitedArea'), division);
  return sql<SqlBool>`(${is('awaitedLevel', level)} and ${is('awaitedRole', access)} and ${area}
    and ${canBeTaken(today)})`;
}

// While a public notice lasts there is nothing to do, unless somebody objects.
function canBeTaken(today: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${column('awaitedStep')} <> 'determined' or ${column('noticeUntil')} < ${today}
    or exists (select 1 from objection where objection.application_id = application_track.application_id
      and objection.scheme_id = application_track.scheme_id
      and objection.revision = application_track.revision and objection.answer is null))`;
}

function inList(name: string, values: readonly string[]): RawBuilder<SqlBool> {
  return values.length > 0
    ? sql<SqlBool>`${column(name)} in (${sql.join(values)})`
    : sql<SqlBool>`1 = 0`;
}

function is(name: string, value: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column(name)} = ${value}`;
}
