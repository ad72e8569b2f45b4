import type { Connection } from '../database/database.ts';
import { searchText } from '../search/search-text.ts';
import { countyNames } from './county.ts';

/** The names by which a product is found. */
export interface ProductNames {
  readonly name: string;
  readonly nameEn: string | null;
  readonly supplierName: string | null;
  readonly supplierNameEn: string | null;
  readonly categoryName: string | null;
  readonly categoryNameEn: string | null;
  readonly countyCode: string;
}

/** The words under which a product is found: of its own names, and of its supplier's, category's and county's. */
export function productSearchText(product: ProductNames): string {
  return searchText([
    product.name,
    product.nameEn,
    product.supplierName,
    product.supplierNameEn,
    product.categoryName,
    product.categoryNameEn,
    ...countyNames(product.countyCode),
  ]);
}

/** Writes anew under which words the products of suppliers or categories are found, after those were renamed. */
export async function refreshSearchText(
  { db }: Connection,
  by: 'product.supplierId' | 'product.categoryCode',
  values: readonly string[],
): Promise<void> {
  if (values.length === 0) return;
  const products = await db
    .selectFrom('product')
    .innerJoin('supplier', 'supplier.supplierId', 'product.supplierId')
    .leftJoin('category', 'category.code', 'product.categoryCode')
    .select(['productId', 'product.name', 'product.nameEn', 'product.countyCode'])
    .select(['supplier.name as supplierName', 'supplier.nameEn as supplierNameEn'])
    .select(['category.name as categoryName', 'category.nameEn as categoryNameEn'])
    .where(by, 'in', values)
    .orderBy('productId')
    .execute();
  for (const { productId, ...names } of products) {
    await db
      .updateTable('product')
      .set({ searchText: productSearchText(names) })
      .where('productId', '=', productId)
      .execute();
  }
}
