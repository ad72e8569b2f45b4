import type { Connection } from '../database/database.ts';
import { findLicencesInForce, type LicenceInForce } from '../licences/licence-store.ts';

/** An outlet that may show the mark, with its licences in force. */
export interface Licensee {
  readonly outletId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly licences: readonly LicenceInForce[];
}

/** The outlets that may show the mark for a product: those that sell it and hold a licence in force. */
export interface Licensees {
  /** By name; where there are too many to show, some of them. */
  readonly outlets: readonly Licensee[];
  readonly areMore: boolean;
}

/** The outlets that may show the mark for a product at an instant, at most `limit` of them. */
export async function findLicensees(
  connection: Connection,
  productId: string,
  limit: number,
  at: Date,
): Promise<Licensees> {
  const { db } = connection;
  // In the order of the index, so that no more outlets are looked at than are shown, however many sell the product.
  const found = await db
    .selectFrom('listing')
    .select('outletId')
    .distinct()
    .where('productId', '=', productId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('markLicence')
          .select('licenceId')
          .whereRef('markLicence.outletId', '=', 'listing.outletId')
          .where('status', '=', 'granted')
          .where('validUntil', '>', at.toISOString()),
      ),
    )
    .orderBy('outletId')
    .limit(limit + 1)
    .execute();
  const outletIds = found.slice(0, limit).map(({ outletId }) => outletId);
  if (outletIds.length === 0) return { outlets: [], areMore: false };
  const outlets = await db
    .selectFrom('outlet')
    .select(['outletId', 'name', 'nameEn'])
    .where('outletId', 'in', outletIds)
    .orderBy('name')
    .orderBy('outletId')
    .execute();
  const licences = await findLicencesInForce(connection, outletIds, at);
  return {
    outlets: outlets.map((outlet) => ({
      ...outlet,
      licences: licences.get(outlet.outletId) ?? [],
    })),
    areMore: found.length > limit,
  };
}

/** The outlets that have a product on sale, the cheapest first, at most `limit` of them. */
export async function findSellers(
  { db }: Connection,
  productId: string,
  limit: number,
): Promise<
  readonly {
    readonly outletId: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly kind: string;
    readonly priceFen: number;
  }[]
> {
  // The cheapest are chosen before their outlets are looked up: a product may be on sale at all of them.
  const cheapest = db
    .selectFrom('listing')
    .select(['outletId', 'priceFen'])
    .where('productId', '=', productId)
    .orderBy('priceFen')
    .orderBy('outletId')
    .limit(limit)
    .as('cheapest');
  return db
    .selectFrom(cheapest)
    .innerJoin('outlet', 'outlet.outletId', 'cheapest.outletId')
    .select(['outlet.outletId', 'outlet.name', 'outlet.nameEn', 'outlet.kind'])
    .select('cheapest.priceFen')
    .orderBy('cheapest.priceFen')
    .orderBy('outlet.outletId')
    .execute();
}
