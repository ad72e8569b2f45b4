import type { Connection } from '../database/database.ts';

/** The numbers that products and suppliers have in registers outside this one. */
export interface ProductIdentity {
  readonly productId: string;
  readonly gtin: string | null;
  readonly uscc: string;
}

/** GTIN and supplier's USCC of products, by product id. */
export async function findProductIdentities(
  { db }: Connection,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, ProductIdentity>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('product')
    .innerJoin('supplier', 'supplier.supplierId', 'product.supplierId')
    .select(['product.productId', 'product.gtin', 'supplier.uscc'])
    .where('product.productId', 'in', [...new Set(productIds)])
    .execute();
  return new Map(rows.map((row) => [row.productId, row]));
}

/** The URI of a product: its GS1 Digital Link where it has a GTIN, else its address in the registry. */
export function productUri(
  publicUrl: string,
  { productId, gtin }: Pick<ProductIdentity, 'productId' | 'gtin'>,
): string {
  return gtin === null
    ? `${publicUrl}/v1/products/${productId}`
    : `https://id.gs1.org/01/${gtin.padStart(14, '0')}`;
}
