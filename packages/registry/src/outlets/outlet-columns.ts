import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { toSphere, type GeoPosition } from '../search/distance.ts';
import { EntryFollower, type EntryChange } from '../search/entry-follower.ts';
import { Ordinals } from '../search/ordinals.ts';
import type { OutletEntryRow, SearchIndexRow } from '../search/search-tables.ts';

/** Whole numbers of its units are exact to centimetres at a metre's distance, and stand in a cursor as they are. */
export const farUnit = 2 ** 50;

/** All by which outlets are selected and sorted, in memory; it follows the database as ProductColumns do. */
export class OutletColumns {
  readonly kinds = new Ordinals((text) => text);
  readonly divisions = new Ordinals((text) => text);
  kind = new Uint8Array();
  division = new Uint16Array();
  // Of each outlet x, y and z on the unit sphere; not a number where it has no position.
  #points = new Float64Array();
  readonly #follower = new EntryFollower('outlet', readChanges, (change: OutletChange) => {
    this.#take(change);
  });
  #size = 0;

  /** How many outlets there are: their places are the numbers below. */
  get size(): number {
    return this.#size;
  }

  /** Takes over what was committed before the call; gives the state of the index that it read first. */
  catchUp(connection: Connection): Promise<SearchIndexRow> {
    return this.#follower.catchUp(connection);
  }

  /**
   * A function that says how far the outlet at a place is from a position: the squared straight line on the unit sphere, as
   * a whole number of units of 1 / {@link farUnit}; not a number where the outlet has no position.
   */
  farFrom(position: GeoPosition): (place: number) => number {
    const [x, y, z] = toSphere(position);
    const points = this.#points;
    return (place) => {
      const at = place * 3;
      const dx = (points[at] ?? Number.NaN) - x;
      const dy = (points[at + 1] ?? Number.NaN) - y;
      const dz = (points[at + 2] ?? Number.NaN) - z;
      return Math.round((dx * dx + dy * dy + dz * dz) * farUnit);
    };
  }

  #take({ place, kind, divisionCode, longitude, latitude }: OutletChange): void {
    this.#makeRoom(place + 1);
    this.kind[place] = this.kinds.of(kind);
    this.division[place] = this.divisions.of(divisionCode ?? '');
    const isKnown = longitude !== null && latitude !== null;
    this.#points.set(
      isKnown ? toSphere({ longitude, latitude }) : [Number.NaN, Number.NaN, Number.NaN],
      place * 3,
    );
    this.#size = Math.max(this.#size, place + 1);
  }

  #makeRoom(size: number): void {
    if (size <= this.kind.length) return;
    const room = Math.max(1024, size, this.kind.length * 2);
    const [kind, division, points] = [this.kind, this.division, this.#points];
    this.kind = new Uint8Array(room);
    this.kind.set(kind);
    this.division = new Uint16Array(room);
    this.division.set(division);
    this.#points = new Float64Array(room * 3);
    this.#points.set(points);
  }
}

type OutletChange = Omit<OutletEntryRow, 'outletId' | 'document'>;

function readChanges(
  { db }: Connection,
  { version, place }: EntryChange,
  limit: number,
): Promise<readonly OutletChange[]> {
  return db
    .selectFrom('outletEntry')
    .select(['place', 'version', 'kind', 'divisionCode', 'longitude', 'latitude'])
    .where(sql<boolean>`(version, place) > (${version}, ${place})`)
    .orderBy('version')
    .orderBy('place')
    .limit(limit)
    .execute();
}
