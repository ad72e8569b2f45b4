import { roles, type Role } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { ApiKeyRow } from '../database/tables.ts';
import { randomId } from '../record-id.ts';
import { hashOfSecret, isSameHash, newSecret, type KeyKind } from './secret.ts';

/** A key as it is stored: all but its text. */
export interface Key {
  readonly keyId: string;
  readonly kind: KeyKind;
  /** Of a secret key. */
  readonly role: Role | null;
  /** Whose outlets an operator's key may change. */
  readonly operatorId: string | null;
  /** Whose goods a supplier's key speaks for. */
  readonly supplierId: string | null;
  /** To which division a certifier's key is bound. */
  readonly divisionCode: string | null;
  /** The one outlet of a reporting session. */
  readonly outletId: string | null;
  /** The exact origins from which a publishable key may be used. */
  readonly origins: readonly string[];
  /** What it is for, in its owner's words. */
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** The key with which a reporting session was minted. */
  readonly mintedBy: string | null;
}

/** A key to be made. */
export type NewKey = Pick<Key, 'kind' | 'label'> &
  Partial<
    Pick<
      Key,
      | 'role'
      | 'operatorId'
      | 'supplierId'
      | 'divisionCode'
      | 'outletId'
      | 'origins'
      | 'expiresAt'
      | 'mintedBy'
    >
  >;

/** Makes a key. Its text is returned here and never again: only its hash is stored. */
export async function createKey(
  { db }: Connection,
  key: NewKey,
  now: Date,
): Promise<{ readonly key: Key; readonly secret: string }> {
  if (key.kind === 'secret' && !key.role) throw new TypeError('a secret key needs a role');
  if (key.role === 'operator' && !key.operatorId) {
    throw new TypeError('the key of an operator needs its operatorId');
  }
  if (key.kind === 'session' && !(key.outletId && key.expiresAt)) {
    throw new TypeError('a reporting session needs an outletId and an end');
  }
  const secret = newSecret(key.kind);
  const row: ApiKeyRow = {
    keyId: randomId('key'),
    keyHash: hashOfSecret(secret),
    kind: key.kind,
    role: key.role ?? null,
    operatorId: key.operatorId ?? null,
    supplierId: key.supplierId ?? null,
    divisionCode: key.divisionCode ?? null,
    outletId: key.outletId ?? null,
    origins: JSON.stringify(key.origins ?? []),
    label: key.label,
    createdAt: now.toISOString(),
    expiresAt: key.expiresAt ?? null,
    revokedAt: null,
    mintedBy: key.mintedBy ?? null,
  };
  await db.insertInto('apiKey').values(row).execute();
  return { key: keyFromRow(row), secret };
}

/** The key with a text, whatever its state; undefined where there is none. */
export async function findKey({ db }: Connection, secret: string): Promise<Key | undefined> {
  const keyHash = hashOfSecret(secret);
  const row = await db
    .selectFrom('apiKey')
    .selectAll()
    .where('keyHash', '=', keyHash)
    .executeTakeFirst();
  return row && isSameHash(row.keyHash, keyHash) ? keyFromRow(row) : undefined;
}

/** All keys but reporting sessions, the newest first. */
export async function listKeys({ db }: Connection): Promise<readonly Key[]> {
  const rows = await db
    .selectFrom('apiKey')
    .selectAll()
    .where('kind', '<>', 'session')
    .orderBy('createdAt', 'desc')
    .orderBy('keyId')
    .execute();
  return rows.map(keyFromRow);
}

/** Lets a publishable key be used from exactly these origins. */
export async function setKeyOrigins(
  { db }: Connection,
  keyId: string,
  origins: readonly string[],
): Promise<void> {
  await db
    .updateTable('apiKey')
    .set({ origins: JSON.stringify(origins) })
    .where('keyId', '=', keyId)
    .execute();
}

/** Ends a key now, and the sessions minted with it; false where there is none with this id or it has ended already. */
export async function revokeKey({ db }: Connection, keyId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('apiKey')
    .set({ revokedAt: now.toISOString() })
    .where('keyId', '=', keyId)
    .where('revokedAt', 'is', null)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('apiKey')
    .set({ revokedAt: now.toISOString() })
    .where('mintedBy', '=', keyId)
    .where('revokedAt', 'is', null)
    .execute();
  return numUpdatedRows > 0n;
}

function keyFromRow({ keyHash: _, origins, kind, role, ...row }: ApiKeyRow): Key {
  return {
    ...row,
    kind: kind as KeyKind,
    role: roles.find((known) => known === role) ?? null,
    origins: JSON.parse(origins) as string[],
  };
}
