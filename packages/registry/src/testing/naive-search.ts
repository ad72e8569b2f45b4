import type { ProductState, StatusChange } from '@fupin/schema';
import type { Database } from '../database/database.ts';
import { countyCodePrefixes, countyNames } from '../directory/county.ts';
import type { ProductQuery } from '../directory/product-search.ts';
import { productStateAt, type CertificateStanding } from '../directory/product-validity.ts';
import { groupBy } from '../group-by.ts';
import { readWordSearch, type WordQuery } from '../search/word-query.ts';
import { documentTerms } from '../search/words.ts';

/** A product with all that it is found by, read from the records themselves and not from any index. */
export interface NaiveProduct {
  readonly productId: string;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly priceFen: number;
  readonly certificates: readonly CertificateStanding[];
  readonly outletIds: ReadonlySet<string>;
  readonly outletKinds: ReadonlySet<string>;
  /** Whether it is found by words. */
  readonly hasWords: (q: string) => boolean;
}

/** Every product of a database. */
export async function readNaively({ db }: Database): Promise<readonly NaiveProduct[]> {
  const products = await db.selectFrom('product').selectAll().execute();
  const suppliers = new Map(
    (await db.selectFrom('supplier').selectAll().execute()).map((row) => [row.supplierId, row]),
  );
  const categories = new Map(
    (await db.selectFrom('category').selectAll().execute()).map((row) => [row.code, row]),
  );
  const kinds = new Map(
    (await db.selectFrom('outlet').selectAll().execute()).map((row) => [row.outletId, row.kind]),
  );
  const listings = groupBy(
    await db.selectFrom('listing').selectAll().execute(),
    ({ productId }) => productId,
  );
  const changes = groupBy(
    await db.selectFrom('certificateStatusChange').selectAll().orderBy('sequence').execute(),
    ({ certificateId }) => certificateId,
  );
  const certificates = groupBy(
    await db.selectFrom('certificate').selectAll().execute(),
    ({ productId }) => productId,
  );
  return products.map((product) => {
    const supplier = suppliers.get(product.supplierId);
    const category = categories.get(product.categoryCode);
    const texts = (...some: readonly (string | null | undefined)[]) =>
      some.filter((text) => typeof text === 'string');
    const outletIds = new Set((listings.get(product.productId) ?? []).map((row) => row.outletId));
    return {
      productId: product.productId,
      countyCode: product.countyCode,
      categoryCode: product.categoryCode,
      priceFen: product.referencePriceFen,
      certificates: (certificates.get(product.productId) ?? []).map((row) => ({
        ...row,
        statusChanges: (changes.get(row.certificateId) ?? []) as readonly StatusChange[],
      })),
      outletIds,
      outletKinds: new Set([...outletIds].map((outletId) => kinds.get(outletId) ?? '')),
      hasWords: wordMatcher(
        documentTerms({
          names: texts(product.name, product.nameEn),
          others: [
            ...texts(supplier?.name, supplier?.nameEn, category?.name, category?.nameEn),
            ...countyNames(product.countyCode),
          ],
        }),
      ),
    };
  });
}

/** What a product's state is for a query: under the scheme asked for, where one is. */
export function naiveState(
  { certificates }: NaiveProduct,
  schemeId: string | undefined,
  at: Date,
): ProductState | undefined {
  const own = certificates.filter((each) => schemeId === undefined || each.schemeId === schemeId);
  return schemeId !== undefined && own.length === 0 ? undefined : productStateAt(own, at);
}

/** Whether a query finds a product. */
export function isNaivelyFound(
  product: NaiveProduct,
  query: ProductQuery & { readonly outletId?: string | undefined },
  at: Date,
): boolean {
  const { q, divisionCode, categoryCode, inForce, state, schemeId, outletKind, outletId } = query;
  const own = naiveState(product, schemeId, at);
  return (
    (q === undefined || product.hasWords(q)) &&
    (divisionCode === undefined ||
      countyCodePrefixes(divisionCode).some((prefix) => product.countyCode.startsWith(prefix))) &&
    (categoryCode === undefined || product.categoryCode.startsWith(categoryCode)) &&
    own !== undefined &&
    (inForce === undefined || (own === 'inForce') === inForce) &&
    (state === undefined || own === state) &&
    (outletKind === undefined || product.outletKinds.has(outletKind)) &&
    (outletId === undefined || product.outletIds.has(outletId)) &&
    product.priceFen >= (query.minPriceFen ?? 0) &&
    product.priceFen <= (query.maxPriceFen ?? Number.POSITIVE_INFINITY)
  );
}

function wordMatcher(terms: ReadonlySet<string>): (q: string) => boolean {
  const bare = new Set([...terms].map((term) => term.slice(1)));
  const known = new Map<string, boolean>();
  const has = (query: WordQuery): boolean => {
    if ('all' in query) return query.all.every(has);
    if ('any' in query) return query.any.some(has);
    if ('term' in query) return bare.has(query.term);
    return [...bare].some((term) => term.startsWith(query.beginning));
  };
  return (q) => {
    const search = known.has(q) ? undefined : readWordSearch(q);
    const found = known.get(q) ?? (search !== undefined && has(search.query));
    known.set(q, found);
    return found;
  };
}
