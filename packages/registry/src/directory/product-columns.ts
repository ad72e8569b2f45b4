import { priceBands, type OutletKind } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { EntryFollower, type EntryChange } from '../search/entry-follower.ts';
import { Ordinals } from '../search/ordinals.ts';
import type { ProductEntryRow, SearchIndexRow } from '../search/search-tables.ts';
import { valueAt, type Timeline } from '../search/timeline.ts';
import type { ProductValidity } from './product-validity.ts';

/** Stands in the column of households where the number changes over time. */
const changing = -1;

/**
 * All by which products are selected and sorted, in memory: a number a product and column, some 30 bytes a product. What
 * changes in the database is caught up with before each search, so every process sees every committed change.
 */
export class ProductColumns {
  readonly counties = new Ordinals((text) => text);
  readonly categories = new Ordinals((text) => text);
  readonly validities = new Ordinals((text) => JSON.parse(text) as ProductValidity);
  readonly outletKinds = new Ordinals((text) => JSON.parse(text) as readonly OutletKind[]);
  county = new Uint16Array();
  category = new Uint16Array();
  validity = new Uint32Array();
  outletKind = new Uint16Array();
  priceFen = new Float64Array();
  priceBand = new Uint8Array();
  readonly #households = new Ordinals((text) => JSON.parse(text) as Timeline<number>);
  #householdsHelped = new Int32Array();
  readonly #changingHouseholds = new Map<number, Timeline<number>>();
  readonly #follower = new EntryFollower('product', readChanges, (change: ProductChange) => {
    this.#take(change);
  });
  #size = 0;

  /** How many products there are: their places are the numbers below. */
  get size(): number {
    return this.#size;
  }

  /** Grows with every change that was taken over. */
  get version(): number {
    return this.#follower.version;
  }

  /** How many households the certificate helps that speaks for a product at an instant (milliseconds). */
  householdsHelpedAt(place: number, at: number): number {
    const households = this.#householdsHelped[place] ?? 0;
    if (households !== changing) return households;
    return valueAt(this.#changingHouseholds.get(place) ?? [], at) ?? 0;
  }

  /** Takes over what was committed before the call; gives the state of the index that it read first. */
  catchUp(connection: Connection): Promise<SearchIndexRow> {
    return this.#follower.catchUp(connection);
  }

  #take(row: ProductChange): void {
    const { place } = row;
    this.#makeRoom(place + 1);
    this.county[place] = this.counties.of(row.countyCode);
    this.category[place] = this.categories.of(row.categoryCode);
    this.validity[place] = this.validities.of(row.validity);
    this.outletKind[place] = this.outletKinds.of(row.outletKinds);
    this.priceFen[place] = row.referencePriceFen;
    this.priceBand[place] = priceBands.findLastIndex((band) => band <= row.referencePriceFen);
    const households = this.#households.values[this.#households.of(row.householdsHelped)] ?? [];
    const isConstant = households.length === 1;
    this.#householdsHelped[place] = isConstant ? (households[0]?.[1] ?? 0) : changing;
    if (isConstant) this.#changingHouseholds.delete(place);
    else this.#changingHouseholds.set(place, households);
    this.#size = Math.max(this.#size, place + 1);
  }

  #makeRoom(size: number): void {
    if (size <= this.county.length) return;
    const room = Math.max(1024, size, this.county.length * 2);
    const grown = <
      Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array,
    >(
      column: Column,
      larger: Column,
    ): Column => {
      larger.set(column);
      return larger;
    };
    this.county = grown(this.county, new Uint16Array(room));
    this.category = grown(this.category, new Uint16Array(room));
    this.validity = grown(this.validity, new Uint32Array(room));
    this.outletKind = grown(this.outletKind, new Uint16Array(room));
    this.priceFen = grown(this.priceFen, new Float64Array(room));
    this.priceBand = grown(this.priceBand, new Uint8Array(room));
    this.#householdsHelped = grown(this.#householdsHelped, new Int32Array(room));
  }
}

type ProductChange = Omit<ProductEntryRow, 'productId' | 'document'>;

async function readChanges(
  { db }: Connection,
  { version, place }: EntryChange,
  limit: number,
): Promise<readonly ProductChange[]> {
  // The plugins would go through every row of the directory only to rename columns.
  const { rows } = await sql<ProductChange>`
    select place, version, county_code as "countyCode", category_code as "categoryCode",
      reference_price_fen as "referencePriceFen", validity,
      households_helped as "householdsHelped", outlet_kinds as "outletKinds"
    from product_entry where (version, place) > (${version}, ${place})
    order by version, place limit ${limit}`.execute(db.withoutPlugins());
  return rows;
}
