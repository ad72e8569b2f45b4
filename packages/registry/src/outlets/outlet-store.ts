import type { NewOutlet, Outlet } from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import type { Connection } from '../database/database.ts';
import type { OutletRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { naturalId } from '../record-id.ts';
import { indexOutlets } from './outlet-entries.ts';

/** An outlet to be stored under an id of its own, see {@link outletIdOf}. */
export type OutletToStore = NewOutlet & { readonly outletId: string; readonly operatorId: string };

/** An outlet and who operates it. */
export type StoredOutlet = Outlet & { readonly operatorId: string };

/** The id of the operator with a name. */
export const operatorIdOf = (name: string) => naturalId('opr', name);

/** The id of an operator's outlet with a name, for outlets that come from files. */
export const outletIdOf = (operatorId: string, name: string) => naturalId('out', operatorId, name);

/** Adds operators; the id of one follows from its name. */
export async function upsertOperators(
  connection: Connection,
  names: readonly string[],
): Promise<void> {
  const rows = names.map((name) => ({ operatorId: operatorIdOf(name), name }));
  await upsertRows(connection, 'operator', ['operatorId'], rows);
}

/** Adds outlets, or replaces those with the same id; on which origins they show the mark is up to their licences. */
export async function upsertOutlets(
  connection: Connection,
  outlets: readonly OutletToStore[],
): Promise<void> {
  await upsertRows(connection, 'outlet', ['outletId'], outlets.map(rowOf), ['origins']);
  await indexOutlets(
    connection,
    outlets.map(({ outletId }) => outletId),
  );
}

/** Outlets by their ids; those that are not there are left out. */
export async function findOutlets(
  { db }: Connection,
  outletIds: readonly string[],
): Promise<ReadonlyMap<string, StoredOutlet>> {
  if (outletIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('outlet')
    .innerJoin('operator', 'operator.operatorId', 'outlet.operatorId')
    .selectAll('outlet')
    .select('operator.name as operatorName')
    .where('outletId', 'in', [...new Set(outletIds)])
    .execute();
  return new Map(rows.map((row) => [row.outletId, outletFromRow(row)]));
}

/** The outlet with an id. */
export async function findOutlet(
  connection: Connection,
  outletId: string,
): Promise<StoredOutlet | undefined> {
  return (await findOutlets(connection, [outletId])).get(outletId);
}

/** An outlet without what only the registry knows of it. */
export function outletOnWire({ operatorId: _, ...outlet }: StoredOutlet): Outlet {
  return outlet;
}

function rowOf(outlet: OutletToStore): OutletRow {
  const reported = outlet.divisionCode;
  const divisionCode = reported && (currentCountyCode(reported) ?? reported);
  return {
    outletId: outlet.outletId,
    operatorId: outlet.operatorId,
    kind: outlet.kind,
    name: outlet.name,
    nameEn: outlet.nameEn ?? null,
    online: outlet.online,
    origins: '[]',
    url: outlet.url ?? null,
    divisionCode: divisionCode ?? null,
    address: outlet.address ?? null,
    openingHours: outlet.openingHours ?? null,
    longitude: outlet.position?.longitude ?? null,
    latitude: outlet.position?.latitude ?? null,
  };
}

function outletFromRow(row: OutletRow & { operatorName: string }): StoredOutlet {
  const { longitude, latitude } = row;
  return {
    outletId: row.outletId,
    operatorId: row.operatorId,
    kind: row.kind,
    name: row.name,
    ...(row.nameEn !== null && { nameEn: row.nameEn }),
    operatorName: row.operatorName,
    online: Boolean(row.online),
    origins: JSON.parse(row.origins) as string[],
    url: row.url,
    divisionCode: row.divisionCode,
    address: row.address,
    openingHours: row.openingHours,
    position: longitude === null || latitude === null ? null : { longitude, latitude },
  };
}
