import type { OutletOffer } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import { PlaceSet } from '../search/place-set.ts';
import type { SortedPlace } from '../search/top-places.ts';
import type { OutletsFound } from './outlet-search.ts';
import { placesOfShelf } from './shelf-store.ts';

const productsAtOnce = 1000;
// Up to so many products and listings the outlets are found by the products; of more, enough of the nearest outlets sell one.
const productsLookedUp = 2000;
const listingsLookedUp = 10_000;
const outletsAtOnce = 250;
const offersShown = 5;

/** The places of the outlets that sell one of some products; undefined where these are listed too often to say at once. */
export async function sellersOf(
  { db }: Connection,
  products: PlaceSet,
): Promise<PlaceSet | undefined> {
  if (products.count() > productsLookedUp) return undefined;
  const productPlaces = products.first(productsLookedUp);
  const outlets: number[] = [];
  for (let start = 0; start < productPlaces.length; start += productsAtOnce) {
    const { rows } = await sql<{ place: number }>`
      select outlet_entry.place from product_entry
      join listing on listing.product_id = product_entry.product_id
      join outlet_entry on outlet_entry.outlet_id = listing.outlet_id
      where product_entry.place in (${sql.join(productPlaces.slice(start, start + productsAtOnce))})
      limit ${listingsLookedUp + 1 - outlets.length}`.execute(db);
    for (const { place } of rows) outlets.push(place);
    if (outlets.length > listingsLookedUp) return undefined;
  }
  const sellers = new PlaceSet(outlets.reduce((last, place) => Math.max(last, place), -1) + 1);
  for (const place of outlets) sellers.add(place);
  return sellers;
}

/** The first outlets found that sell what is asked for, looking through them in their order. */
export async function firstSellers(
  connection: Connection,
  found: OutletsFound,
  asked: PlaceSet,
  limit: number,
  after: SortedPlace | undefined,
): Promise<readonly SortedPlace[]> {
  const sellers: SortedPlace[] = [];
  let last = after;
  while (sellers.length < limit) {
    const some = found.next(outletsAtOnce, last);
    const shelves = await shelvesAt(
      connection,
      some.map(([, place]) => place),
    );
    for (const each of some) {
      if (sellers.length < limit && (shelves.get(each[1]) ?? []).some((place) => asked.has(place)))
        sellers.push(each);
    }
    if (some.length < outletsAtOnce) break;
    last = some.at(-1);
  }
  return sellers;
}

/** What outlets, by their ids, sell of what is asked for: of each a few goods. */
export async function findOffers(
  connection: Connection,
  outletPlaces: readonly number[],
  asked: PlaceSet,
): Promise<ReadonlyMap<string, readonly OutletOffer[]>> {
  const shelves = await shelvesAt(connection, outletPlaces);
  const wanted = [...shelves].flatMap(([outletPlace, places]) =>
    places
      .filter((place) => asked.has(place))
      .slice(0, offersShown)
      .map((place) => sql`(${sql.lit(outletPlace)}, ${sql.lit(place)})`),
  );
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<OfferRow>`
    select listing.outlet_id, listing.product_id, listing.sku, listing.price_fen, listing.stock,
      listing.link, product.name as product_name, product.name_en as product_name_en
    from product_entry
    join product on product.product_id = product_entry.product_id
    join listing on listing.product_id = product_entry.product_id
    join outlet_entry on outlet_entry.outlet_id = listing.outlet_id
    where (outlet_entry.place, product_entry.place) in (values ${sql.join(wanted)})
    order by listing.outlet_id, product_entry.place, listing.sku`.execute(connection.db);
  const byOutlet = groupBy(rows, ({ outletId }) => outletId);
  return new Map(
    [...byOutlet].map(([outletId, offers]) => [
      outletId,
      offers.slice(0, offersShown).map(offerOf),
    ]),
  );
}

interface OfferRow extends Omit<OutletOffer, 'productNameEn'> {
  readonly outletId: string;
  readonly productId: string;
  readonly productName: string;
  readonly productNameEn: string | null;
  readonly sku: string;
  readonly priceFen: number;
  readonly stock: number | null;
  readonly link: string | null;
}

function offerOf({ outletId: _, productNameEn, ...offer }: OfferRow): OutletOffer {
  return { ...offer, ...(productNameEn !== null && { productNameEn }) };
}

async function shelvesAt(
  { db }: Connection,
  outletPlaces: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (outletPlaces.length === 0) return new Map();
  const rows = await db
    .selectFrom('outletEntry')
    .innerJoin('shelf', 'shelf.outletId', 'outletEntry.outletId')
    .select(['outletEntry.place', 'shelf.places'])
    .where('outletEntry.place', 'in', outletPlaces)
    .execute();
  return new Map(rows.map(({ place, places }) => [place, placesOfShelf(places)]));
}
