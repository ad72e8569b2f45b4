import type {
  NewSpotCheck,
  OperationQuery,
  OperationResponse,
  SpotCheck,
  SpotCheckFinding,
  SpotCheckResult,
} from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { randomId } from '../record-id.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import type { SpotCheckRow } from './spot-check-tables.ts';

const findingsShown = 10;

/** Adds a planned spot check and returns its id. */
export async function addSpotCheck(
  { db }: Connection,
  check: Pick<NewSpotCheck, 'aspects'> & {
    readonly certificateId: string;
    readonly countyCode: string;
    readonly plannedFor: string;
    readonly createdBy: string | null;
  },
  now: Date,
): Promise<string> {
  const spotCheckId = randomId('spc');
  await db
    .insertInto('spotCheck')
    .values({
      spotCheckId,
      certificateId: check.certificateId,
      countyCode: check.countyCode,
      aspects: JSON.stringify(check.aspects),
      plannedFor: check.plannedFor,
      outcome: null,
      finding: null,
      evidence: null,
      remedyBy: null,
      createdAt: now.toISOString(),
      createdBy: check.createdBy,
      concludedAt: null,
      concludedBy: null,
    })
    .execute();
  return spotCheckId;
}

/** Records what a spot check came to; false where it has come to something before. */
export async function concludeSpotCheck(
  { db }: Connection,
  spotCheckId: string,
  { outcome, finding, evidence, remedyBy }: SpotCheckResult,
  { keyId, now }: { readonly keyId: string | null; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('spotCheck')
    .set({
      outcome,
      finding,
      evidence: evidence ?? null,
      remedyBy: remedyBy ?? null,
      concludedAt: now.toISOString(),
      concludedBy: keyId,
    })
    .where('spotCheckId', '=', spotCheckId)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** A spot check and the county in whose name the certificate was given; undefined where there is none with this id. */
export async function findSpotCheck(
  { db }: Connection,
  spotCheckId: string,
): Promise<{ readonly check: SpotCheck; readonly countyCode: string } | undefined> {
  const row = await db
    .selectFrom('spotCheck')
    .selectAll()
    .where('spotCheckId', '=', spotCheckId)
    .executeTakeFirst();
  return row && { check: spotCheckFromRow(row), countyCode: row.countyCode };
}

/** A page of the spot checks within a division, those planned for the latest day first. */
export async function listSpotChecks(
  { db }: Connection,
  division: string,
  { limit, cursor, ...filter }: OperationQuery<'listSpotChecks'>,
): Promise<OperationResponse<'listSpotChecks'>> {
  const list = ['spotChecks', division, filter];
  const { divisionCode, certificateId, concluded } = filter;
  const county = sql.ref('spotCheck.countyCode');
  const selected = db
    .selectFrom('spotCheck')
    .selectAll()
    .where(isWithinDivision(county, division))
    .$if(divisionCode !== undefined, (query) =>
      query.where(isWithinDivision(county, divisionCode ?? '')),
    )
    .$if(certificateId !== undefined, (query) =>
      query.where('certificateId', '=', certificateId ?? ''),
    )
    .$if(concluded === true, (query) => query.where('outcome', 'is not', null))
    .$if(concluded === false, (query) => query.where('outcome', 'is', null));
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  return { items: rows.map(spotCheckFromRow), nextCursor };
}

/** What everybody may read of the latest spot checks of a certificate, the latest first. */
export async function findSpotCheckFindings(
  connection: Connection,
  certificateId: string,
): Promise<readonly SpotCheckFinding[]> {
  const rows = await concludedChecks(connection, certificateId).limit(findingsShown).execute();
  return rows.map(({ aspects, outcome, finding, remedyBy, concludedAt }) => ({
    aspects: JSON.parse(aspects) as string[],
    outcome: outcome ?? '',
    finding: finding ?? '',
    remedyBy,
    concludedAt: concludedAt ?? '',
  }));
}

/** Whether the last spot check of a certificate asked for a remedy, so that none has passed since. */
export async function owesRemedy(connection: Connection, certificateId: string): Promise<boolean> {
  const last = await concludedChecks(connection, certificateId).limit(1).executeTakeFirst();
  return last?.outcome === 'remedy';
}

function concludedChecks({ db }: Connection, certificateId: string) {
  return db
    .selectFrom('spotCheck')
    .selectAll()
    .where('certificateId', '=', certificateId)
    .where('concludedAt', 'is not', null)
    .orderBy('concludedAt', 'desc')
    .orderBy('spotCheckId', 'desc');
}

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('spotCheck.plannedFor'), type: 'text', direction: 'descending' },
  { expression: sql.ref<string>('spotCheck.spotCheckId'), type: 'text', direction: 'descending' },
];

function spotCheckFromRow(row: SpotCheckRow): SpotCheck {
  return {
    spotCheckId: row.spotCheckId,
    certificateId: row.certificateId,
    aspects: JSON.parse(row.aspects) as string[],
    plannedFor: row.plannedFor,
    outcome: row.outcome,
    finding: row.finding,
    evidence: row.evidence,
    remedyBy: row.remedyBy,
    createdAt: row.createdAt,
    concludedAt: row.concludedAt,
  };
}
