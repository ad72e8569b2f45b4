import {
  dateInShanghai,
  type BlacklistEntry,
  type NewBlacklistEntry,
  type OperationQuery,
  type OperationResponse,
} from '@fupin/schema';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { isWithinDivision } from '../directory/within-division.ts';
import { randomId } from '../record-id.ts';
import { readPage, type SortKey } from '../search/keyset.ts';
import type { BlacklistEntryRow } from './blacklist-tables.ts';

/** Whether a supplier is on the blacklist at an instant; it can then neither apply nor have certificates renewed. */
export async function isBlacklisted(
  { db }: Connection,
  supplierId: string,
  at: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('blacklistEntry')
    .select('blacklistEntryId')
    .where('supplierId', '=', supplierId)
    .where(isInForce(at))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Keeps a supplier from being put on the blacklist, from submitting applications and from getting certificates until the
 * transaction ends: whoever does one of these calls this first.
 */
export async function lockSupplier({ db, dialect }: Connection, supplierId: string): Promise<void> {
  await sql`select 1 from supplier where supplier_id = ${supplierId} ${dialect.forUpdate}`.execute(
    db,
  );
}

/** A page of the blacklist as it stands at an instant, the latest entries first. */
export async function listBlacklist(
  connection: Connection,
  { limit, cursor, ...filter }: OperationQuery<'listBlacklist'>,
  at: Date,
): Promise<OperationResponse<'listBlacklist'>> {
  const list = ['blacklist', filter];
  const { divisionCode, supplierId, past } = filter;
  const selected = entries(connection)
    .$if(past !== true, (query) => query.where(isInForce(at)))
    .$if(supplierId !== undefined, (query) =>
      query.where('blacklistEntry.supplierId', '=', supplierId ?? ''),
    )
    .$if(divisionCode !== undefined, (query) =>
      query.where(isWithinDivision(sql.ref('blacklistEntry.countyCode'), divisionCode ?? '')),
    );
  const { rows, nextCursor } = await readPage(selected, { list, keys: sortKeys, limit, cursor });
  return { items: rows.map(entryFromRow), nextCursor };
}

/** An entry by its id; undefined where there is none. */
export async function findBlacklistEntry(
  connection: Connection,
  blacklistEntryId: string,
): Promise<BlacklistEntry | undefined> {
  const row = await entries(connection)
    .where('blacklistEntryId', '=', blacklistEntryId)
    .executeTakeFirst();
  return row && entryFromRow(row);
}

/** Adds an entry and returns its id. */
export async function addBlacklistEntry(
  { db }: Connection,
  entry: NewBlacklistEntry & {
    readonly countyCode: string;
    readonly certificatesChanged: number;
    readonly addedBy: string | null;
  },
  now: Date,
): Promise<string> {
  const blacklistEntryId = randomId('bla');
  await db
    .insertInto('blacklistEntry')
    .values({
      blacklistEntryId,
      supplierId: entry.supplierId,
      countyCode: entry.countyCode,
      reason: entry.reason,
      addedAt: now.toISOString(),
      addedBy: entry.addedBy,
      until: entry.until ?? null,
      removedAt: null,
      removedBy: null,
      removalReason: null,
      certificateStatus: entry.certificateStatus,
      certificatesChanged: entry.certificatesChanged,
    })
    .execute();
  return blacklistEntryId;
}

/** Ends an entry that is in force now; false where it is not. */
export async function endBlacklistEntry(
  { db }: Connection,
  blacklistEntryId: string,
  { reason, keyId }: { readonly reason: string; readonly keyId: string | null },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('blacklistEntry')
    .set({ removedAt: now.toISOString(), removedBy: keyId, removalReason: reason })
    .where('blacklistEntryId', '=', blacklistEntryId)
    .where('removedAt', 'is', null)
    .where((condition) =>
      condition.or([condition('until', 'is', null), condition('until', '>=', dateInShanghai(now))]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

const sortKeys: readonly SortKey[] = [
  { expression: sql.ref<string>('blacklistEntry.addedAt'), type: 'text', direction: 'descending' },
  {
    expression: sql.ref<string>('blacklistEntry.blacklistEntryId'),
    type: 'text',
    direction: 'descending',
  },
];

function entries({ db }: Connection) {
  return db
    .selectFrom('blacklistEntry')
    .innerJoin('supplier', 'supplier.supplierId', 'blacklistEntry.supplierId')
    .selectAll('blacklistEntry')
    .select(['supplier.name as supplierName', 'supplier.uscc']);
}

function isInForce(at: Date): RawBuilder<SqlBool> {
  const instant = at.toISOString();
  return sql<SqlBool>`(blacklist_entry.added_at <= ${instant}
    and (blacklist_entry.removed_at is null or blacklist_entry.removed_at > ${instant})
    and (blacklist_entry.until is null or blacklist_entry.until >= ${dateInShanghai(at)}))`;
}

function entryFromRow(
  row: BlacklistEntryRow & { readonly supplierName: string; readonly uscc: string },
): BlacklistEntry {
  return {
    blacklistEntryId: row.blacklistEntryId,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    uscc: row.uscc,
    county: countyOf(row.countyCode),
    reason: row.reason,
    addedAt: row.addedAt,
    until: row.until,
    removedAt: row.removedAt,
    removalReason: row.removalReason,
    certificateStatus: row.certificateStatus,
    certificatesChanged: row.certificatesChanged,
  };
}
