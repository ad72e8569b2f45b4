import type { Connection } from '../database/database.ts';

/** What is listed at an outlet, in the order of SKUs: of each listing its SKU, its product's place and its price. */
export interface ShelfListings {
  readonly version: number;
  readonly skus: readonly string[];
  readonly places: Uint32Array;
  readonly pricesFen: Float64Array;
}

// Some 20 MB.
const listingsKept = 200_000;

/** Reads what is listed at outlets, and remembers it until it changes. */
export class ShelfReader {
  readonly #known = new Map<string, ShelfListings>();
  #listings = 0;

  async read(connection: Connection, outletId: string): Promise<ShelfListings> {
    const { db } = connection;
    const shelf = await db
      .selectFrom('shelf')
      .select('version')
      .where('outletId', '=', outletId)
      .executeTakeFirst();
    const version = shelf?.version ?? 0;
    const known = this.#known.get(outletId);
    if (known?.version === version) return known;
    const rows = await db
      .selectFrom('listing')
      .innerJoin('productEntry', 'productEntry.productId', 'listing.productId')
      .select(['listing.sku', 'listing.priceFen', 'productEntry.place'])
      .where('listing.outletId', '=', outletId)
      .execute();
    const inOrder = rows.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
    const listings = {
      version,
      skus: inOrder.map(({ sku }) => sku),
      places: Uint32Array.from(inOrder, ({ place }) => place),
      pricesFen: Float64Array.from(inOrder, ({ priceFen }) => priceFen),
    };
    this.#keep(outletId, listings);
    return listings;
  }

  #keep(outletId: string, listings: ShelfListings): void {
    this.#forget(outletId);
    this.#known.set(outletId, listings);
    this.#listings += listings.skus.length;
    for (const [oldest] of this.#known) {
      if (this.#listings <= listingsKept) break;
      this.#forget(oldest);
    }
  }

  #forget(outletId: string): void {
    this.#listings -= this.#known.get(outletId)?.skus.length ?? 0;
    this.#known.delete(outletId);
  }
}
