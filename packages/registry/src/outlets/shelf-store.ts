import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { PlaceSet } from '../search/place-set.ts';
import type { ShelfRow } from '../search/search-tables.ts';

/** What is on sale at an outlet. */
export interface Shelf {
  /** Grows with every change of a listing there. */
  readonly version: number;
  /** The places of its products in the product index. */
  readonly places: PlaceSet;
}

/** Products that went on sale at an outlet, or are perhaps no longer so. */
export interface ShelfChange {
  readonly outletId: string;
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

const placeBytes = 4;

/** What is on sale at an outlet; nothing where it never had a listing. */
export async function readShelf({ db }: Connection, outletId: string): Promise<Shelf> {
  const row = await db
    .selectFrom('shelf')
    .select(['version', 'places'])
    .where('outletId', '=', outletId)
    .executeTakeFirst();
  const places = placesOfShelf(row?.places ?? new Uint8Array());
  const set = new PlaceSet((places.at(-1) ?? -1) + 1);
  for (const place of places) set.add(place);
  return { version: row?.version ?? 0, places: set };
}

/** The places that a shelf's bytes stand for, ascending. */
export function placesOfShelf(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / placeBytes }, (_, at) =>
    view.getUint32(at * placeBytes, true),
  );
}

/** Notes that listings of outlets change, and keeps other changes of these outlets waiting until the transaction ends. */
export async function lockShelves({ db }: Connection, outletIds: readonly string[]): Promise<void> {
  const nothing = new Uint8Array();
  const rows = outletIds.toSorted().map((outletId) => sql`(${outletId}, 1, ${nothing})`);
  await sql`insert into shelf (outlet_id, version, places) values ${sql.join(rows)}
    on conflict (outlet_id) do update set version = shelf.version + 1`.execute(db);
}

/** Puts products on shelves and takes others off; the shelves must be locked. */
export async function changeShelves(
  connection: Connection,
  changes: readonly ShelfChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = await connection.db
    .selectFrom('shelf')
    .selectAll()
    .where(
      'outletId',
      'in',
      changes.map(({ outletId }) => outletId),
    )
    .execute();
  const byOutlet = new Map(rows.map((row) => [row.outletId, row]));
  const changed = changes.flatMap(({ outletId, added, removed }): ShelfRow[] => {
    const row = byOutlet.get(outletId);
    if (!row) return [];
    const places = new Set([...placesOfShelf(row.places), ...added]);
    for (const place of removed) places.delete(place);
    return [{ ...row, places: bytesOf([...places].toSorted((a, b) => a - b)) }];
  });
  await upsertRows(connection, 'shelf', ['outletId'], changed);
}

function bytesOf(places: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(places.length * placeBytes);
  const view = new DataView(bytes.buffer);
  places.forEach((place, at) => {
    view.setUint32(at * placeBytes, place, true);
  });
  return bytes;
}
