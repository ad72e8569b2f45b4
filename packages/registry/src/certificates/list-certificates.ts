import {
  dateInShanghai,
  statusAt,
  type OperationQuery,
  type OperationResponse,
} from '@fupin/schema';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import { findCertificates } from './certificate-store.ts';
import { certificateStatus } from './certificate-status.ts';

type Filter = Omit<OperationQuery<'listCertificates'>, 'limit' | 'cursor'>;

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('certificate.validUntil'), type: 'text', direction: 'ascending' },
  {
    expression: sql.ref<string>('certificate.certificateId'),
    type: 'text',
    direction: 'ascending',
  },
];

/** A page of the certificates that a query selects, those that end first coming first. */
export async function listCertificates(
  connection: Connection,
  { limit, cursor, ...filter }: OperationQuery<'listCertificates'>,
  at: Date,
): Promise<OperationResponse<'listCertificates'>> {
  const list = ['certificates', filter];
  const selected = connection.db
    .selectFrom('certificate')
    .select('certificateId')
    .where(conditionOf(filter, at));
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  const certificateIds = rows.map(({ certificateId }) => certificateId);
  const found = await findCertificates(connection, { certificateIds });
  const byId = new Map(found.map((certificate) => [certificate.certificateId, certificate]));
  return {
    items: certificateIds.flatMap((certificateId) => {
      const stored = byId.get(certificateId);
      return stored ? [{ ...stored, status: statusAt(stored, at) }] : [];
    }),
    nextCursor,
  };
}

function conditionOf(filter: Filter, at: Date): RawBuilder<SqlBool> {
  const { divisionCode, schemeId, supplierId, status, expiringBefore, renewed } = filter;
  const conditions: RawBuilder<SqlBool>[] = [sql<SqlBool>`1 = 1`];
  if (divisionCode !== undefined) {
    conditions.push(isWithinDivision(sql.ref('certificate.countyCode'), divisionCode));
  }
  if (schemeId !== undefined) {
    conditions.push(sql<SqlBool>`certificate.scheme_id = ${schemeId}`);
  }
  if (supplierId !== undefined) {
    conditions.push(sql<SqlBool>`certificate.product_id in (
      select product_id from product where supplier_id = ${supplierId})`);
  }
  if (status !== undefined) conditions.push(hasStatus(status, at));
  if (expiringBefore !== undefined) {
    conditions.push(sql<SqlBool>`certificate.valid_until >= ${dateInShanghai(at)}
      and certificate.valid_until < ${expiringBefore}`);
  }
  if (renewed !== undefined) {
    const renewals = sql`select renews from certificate where renews is not null`;
    conditions.push(
      sql<SqlBool>`certificate.certificate_id ${sql.raw(renewed ? 'in' : 'not in')} (${renewals})`,
    );
  }
  return sql.join(conditions, sql` and `);
}

// Few certificates ever had a status other than active; looking those up first saves judging all the others.
function hasStatus(status: string, at: Date): RawBuilder<SqlBool> {
  const isSo = sql<SqlBool>`${certificateStatus(at)} = ${status}`;
  if (status === 'active') return isSo;
  return sql<SqlBool>`(certificate.certificate_id in (
    select certificate_id from certificate_status_change where status = ${status}) and ${isSo})`;
}
