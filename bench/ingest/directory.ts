import type { Database } from '@fupin/registry';
import { upsertCertificates } from '../../packages/registry/src/certificates/certificate-store.ts';
import { upsertCategories } from '../../packages/registry/src/directory/category-store.ts';
import {
  productIdOf,
  upsertProducts,
} from '../../packages/registry/src/directory/product-store.ts';
import {
  supplierIdOf,
  upsertSuppliers,
} from '../../packages/registry/src/directory/supplier-store.ts';
import { createKey } from '../../packages/registry/src/keys/key-store.ts';
import { setListings } from '../../packages/registry/src/outlets/listing-store.ts';
import {
  operatorIdOf,
  outletIdOf,
  upsertOperators,
  upsertOutlets,
} from '../../packages/registry/src/outlets/outlet-store.ts';

const uscc = '93520328MA6E7K2Q95';
const operatorName = '甲商城';
const operatorId = operatorIdOf(operatorName);

/** The goods that every outlet sells, all of them certified, by their SKUs. */
export const skus = Array.from({ length: 200 }, (_, number) => `sku-${number}`);

/** The outlets that report. */
export const outletIds = Array.from({ length: 6 }, (_, number) =>
  outletIdOf(operatorId, `专柜${number}`),
);

/** Fills a database with the outlets and goods, and returns the secret of a key that may report. */
export async function fillDirectory(database: Database, now: Date): Promise<string> {
  const products = skus.map((sku) => ({
    supplierId: supplierIdOf(uscc),
    name: `平山核桃 ${sku}`,
    spec: '500g',
    categoryCode: '010101',
    countyCode: '520328',
    images: [],
    referencePriceFen: 9800,
    annualSupply: { quantity: '100000', unit: '袋' },
  }));
  await database.transaction(async (connection) => {
    await upsertCategories(connection, [{ code: '010101', name: '干果', nameEn: 'Dried fruit' }]);
    await upsertSuppliers(connection, [
      { uscc, name: '云栖谷专业合作社', kind: 'cooperative', countyCode: '520328' },
    ]);
    await upsertProducts(connection, products);
    await upsertCertificates(
      connection,
      products.map((product, place) => ({
        directoryNo: `T-${place}`,
        batch: '1',
        productId: productIdOf(product),
        countyCode: product.countyCode,
        reviewChain: [],
        linkage: { kinds: ['employment'], householdsHelped: 100, peopleHelped: 300 },
        commodityValueFen: 1_000_000,
        annualSupply: product.annualSupply,
        validFrom: '2020-05-08',
        validUntil: '2023-05-07',
        statusChanges: [],
      })),
    );
    await upsertOperators(connection, [operatorName]);
    await upsertOutlets(
      connection,
      outletIds.map((outletId, place) => ({
        outletId,
        operatorId,
        kind: 'counter' as const,
        name: `专柜${place}`,
        online: false,
        divisionCode: '520328',
      })),
    );
    for (const outletId of outletIds) {
      await setListings(
        connection,
        products.map((product, place) => ({
          outletId,
          sku: skus[place] ?? '',
          productId: productIdOf(product),
          priceFen: 9800,
        })),
      );
    }
  });
  const key = { kind: 'secret', role: 'operator', operatorId, label: 'bench' } as const;
  return (await createKey(database, key, now)).secret;
}
