import type { Product } from '@fupin/schema';
import { findCertificates, summaryOf } from '../certificates/certificate-store.ts';
import { latestCertificate } from '../certificates/latest-certificate.ts';
import type { Connection } from '../database/database.ts';
import type { ProductRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { logCertificatesOf } from '../log/log-certificates-of.ts';
import { naturalId } from '../record-id.ts';
import { categoryFinder } from './category-store.ts';
import { countyOf } from './county.ts';
import { indexProducts } from './product-entries.ts';
import { findSuppliers } from './supplier-store.ts';

/** A product to be stored; its id follows from supplier, name and specification. */
export interface NewProduct {
  readonly supplierId: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly spec: string;
  readonly gtin?: string | undefined;
  readonly categoryCode: string;
  readonly countyCode: string;
  readonly description?: string | undefined;
  readonly descriptionEn?: string | undefined;
  readonly images: readonly string[];
  readonly referencePriceFen: number;
  readonly annualSupply: Product['annualSupply'];
}

/** The id of a supplier's product with a name and specification. */
export const productIdOf = ({
  supplierId,
  name,
  spec,
}: Pick<NewProduct, 'supplierId' | 'name' | 'spec'>) => naturalId('prd', supplierId, name, spec);

/**
 * Adds products, or replaces those of the same supplier, name and specification. Suppliers and categories go first: their
 * names are among the words under which a product is found.
 */
export async function upsertProducts(
  connection: Connection,
  products: readonly NewProduct[],
): Promise<void> {
  const rows = products.map((product): ProductRow => {
    return {
      productId: productIdOf(product),
      supplierId: product.supplierId,
      name: product.name,
      nameEn: product.nameEn ?? null,
      spec: product.spec,
      gtin: product.gtin ?? null,
      gtin14: product.gtin?.padStart(14, '0') ?? null,
      categoryCode: product.categoryCode,
      countyCode: product.countyCode,
      description: product.description ?? null,
      descriptionEn: product.descriptionEn ?? null,
      images: JSON.stringify(product.images),
      referencePriceFen: product.referencePriceFen,
      annualSupplyQuantity: product.annualSupply.quantity,
      annualSupplyUnit: product.annualSupply.unit,
    };
  });
  await upsertRows(connection, 'product', ['productId'], rows);
  const productIds = rows.map(({ productId }) => productId);
  await logCertificatesOf(connection, { productIds });
  await indexProducts(
    connection,
    rows.map(({ productId }) => productId),
  );
}

/** Products by their ids, with the latest certificate as it stands at an instant; those not there are left out. */
export async function findProducts(
  connection: Connection,
  productIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Product>> {
  const ids = [...new Set(productIds)];
  if (ids.length === 0) return new Map();
  const rows = await connection.db
    .selectFrom('product')
    .selectAll()
    .where('productId', 'in', ids)
    .execute();
  const suppliers = await findSuppliers(
    connection,
    rows.map(({ supplierId }) => supplierId),
  );
  const certificates = await findCertificates(connection, { productIds: ids });
  const categoryOf = await categoryFinder(connection);
  return new Map(
    rows.map((row) => {
      const supplier = suppliers.get(row.supplierId);
      if (!supplier) throw new Error(`product ${row.productId} has no supplier`);
      const { supplierId, name, nameEn, kind } = supplier;
      const ofProduct = certificates.filter(({ productId }) => productId === row.productId);
      const certificate = latestCertificate(ofProduct, at);
      return [
        row.productId,
        {
          productId: row.productId,
          name: row.name,
          ...(row.nameEn !== null && { nameEn: row.nameEn }),
          spec: row.spec,
          ...(row.gtin !== null && { gtin: row.gtin }),
          category: categoryOf(row.categoryCode),
          county: countyOf(row.countyCode),
          supplier: { supplierId, name, ...(nameEn !== undefined && { nameEn }), kind },
          ...(row.description !== null && { description: row.description }),
          ...(row.descriptionEn !== null && { descriptionEn: row.descriptionEn }),
          images: JSON.parse(row.images) as string[],
          referencePriceFen: row.referencePriceFen,
          annualSupply: { quantity: row.annualSupplyQuantity, unit: row.annualSupplyUnit },
          certificate: certificate ? summaryOf(certificate, at) : null,
        },
      ];
    }),
  );
}
