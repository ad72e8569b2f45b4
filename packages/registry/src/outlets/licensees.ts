import { groupBy } from '../group-by.ts';
import type { Connection } from '../database/database.ts';

/** An outlet that may show the mark, with its licences in force. */
export interface Licensee {
  readonly outletId: string;
  readonly name: string;
  readonly origins: readonly string[];
  readonly licences: readonly { readonly licenceId: string; readonly licenceNo: string | null }[];
}

/** The outlets that are licensed to show the mark for a product: those that sell it and have licensed origins. */
export interface Licensees {
  /** The first of them by name. */
  readonly outlets: readonly Licensee[];
  readonly total: number;
}

/** The outlets that may show the mark for a product at an instant, at most `limit` of them, and how many there are. */
export async function findLicensees(
  { db }: Connection,
  productId: string,
  limit: number,
  at: Date,
): Promise<Licensees> {
  const licensed = db
    .selectFrom('outlet')
    .where('outlet.origins', '<>', '[]')
    .where('outlet.outletId', 'in', (selection) =>
      selection
        .selectFrom('listing')
        .select('listing.outletId')
        .where('listing.productId', '=', productId),
    );
  const rows = await licensed
    .select(['outlet.outletId', 'outlet.name', 'outlet.origins'])
    .orderBy('outlet.name')
    .orderBy('outlet.outletId')
    .limit(limit)
    .execute();
  const { total } = await licensed
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const outletIds = rows.map(({ outletId }) => outletId);
  const licences =
    outletIds.length === 0
      ? []
      : await db
          .selectFrom('markLicence')
          .select(['licenceId', 'licenceNo', 'outletId'])
          .where('outletId', 'in', outletIds)
          .where('status', '=', 'granted')
          .where('validUntil', '>', at.toISOString())
          .orderBy('licenceNo')
          .execute();
  const licencesOf = groupBy(licences, ({ outletId }) => outletId);
  return {
    outlets: rows.map(({ outletId, name, origins }) => ({
      outletId,
      name,
      origins: JSON.parse(origins) as string[],
      licences: licencesOf.get(outletId) ?? [],
    })),
    total,
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
    readonly link: string | null;
  }[]
> {
  return db
    .selectFrom('listing')
    .innerJoin('outlet', 'outlet.outletId', 'listing.outletId')
    .select(['outlet.outletId', 'outlet.name', 'outlet.nameEn', 'outlet.kind'])
    .select(['listing.priceFen', 'listing.link'])
    .where('listing.productId', '=', productId)
    .orderBy('listing.priceFen')
    .orderBy('outlet.outletId')
    .limit(limit)
    .execute();
}
