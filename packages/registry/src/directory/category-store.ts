import type { Category } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { indexProducts } from './product-entries.ts';

/** Adds categories, or renames those with the same code; their products are found by a new name at once. */
export async function upsertCategories(
  connection: Connection,
  categories: readonly Category[],
): Promise<void> {
  const rows = categories.map(({ code, name, nameEn }) => ({ code, name, nameEn }));
  const before = new Map((await listCategories(connection)).map((each) => [each.code, each]));
  await upsertRows(connection, 'category', ['code'], rows);
  const named = rows.filter(({ code, name, nameEn }) => {
    const known = before.get(code);
    return known?.name !== name || known.nameEn !== nameEn;
  });
  if (named.length === 0) return;
  const products = await connection.db
    .selectFrom('product')
    .select('productId')
    .where(
      'categoryCode',
      'in',
      named.map(({ code }) => code),
    )
    .orderBy('productId')
    .execute();
  await indexProducts(
    connection,
    products.map(({ productId }) => productId),
  );
}

/** All categories in the order of their codes. */
export async function listCategories(connection: Connection): Promise<readonly Category[]> {
  return connection.db.selectFrom('category').selectAll().orderBy('code').execute();
}

/** A function that gives the category of a code; a code without a category stands for its own name. */
export async function categoryFinder(connection: Connection): Promise<(code: string) => Category> {
  const byCode = new Map(
    (await listCategories(connection)).map((category) => [category.code, category]),
  );
  return (code) => byCode.get(code) ?? { code, name: code, nameEn: code };
}
