import type { Connection } from '../database/database.ts';

/** The outlets that are licensed to show the mark for a product: those that sell it and have licensed origins. */
export interface Licensees {
  /** The first of them by name. */
  readonly outlets: readonly { readonly name: string; readonly origins: readonly string[] }[];
  readonly total: number;
}

/** The outlets that may show the mark for a product, at most `limit` of them, and how many there are. */
export async function findLicensees(
  { db }: Connection,
  productId: string,
  limit: number,
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
    .select(['outlet.name', 'outlet.origins'])
    .orderBy('outlet.name')
    .orderBy('outlet.outletId')
    .limit(limit)
    .execute();
  const { total } = await licensed
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    outlets: rows.map(({ name, origins }) => ({ name, origins: JSON.parse(origins) as string[] })),
    total,
  };
}
