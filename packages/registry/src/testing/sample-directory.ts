import type { StatusChange } from '@fupin/schema';
import { certificateIdOf, upsertCertificates } from '../certificates/certificate-store.ts';
import type { Database } from '../database/database.ts';
import { upsertCategories } from '../directory/category-store.ts';
import { productIdOf, upsertProducts, type NewProduct } from '../directory/product-store.ts';
import { supplierIdOf, upsertSuppliers } from '../directory/supplier-store.ts';
import { grantWithoutProof } from '../licences/grant-licence.ts';
import { findLicencesInForce } from '../licences/licence-store.ts';
import { setListings } from '../outlets/listing-store.ts';
import {
  operatorIdOf,
  outletIdOf,
  upsertOperators,
  upsertOutlets,
} from '../outlets/outlet-store.ts';

/** The instant at which tests take place, unless they say otherwise. */
export const testNow = new Date('2020-10-17T04:00:00Z');

const uscc = '93520328MA6E7K2Q95';
const supplierId = supplierIdOf(uscc);

interface Sample {
  readonly name: string;
  readonly nameEn: string;
  readonly categoryCode: string;
  readonly countyCode: string;
  readonly priceFen: number;
  readonly householdsHelped: number;
  readonly gtin?: string;
  readonly validUntil?: string;
  readonly statusChanges?: readonly StatusChange[];
}

/** Products of a made-up supplier: tea and pepper in force, honey expired, walnut suspended, potato withdrawn. */
export const samples = {
  tea: {
    name: '湄潭翠芽',
    nameEn: 'Meitan green tea',
    categoryCode: '030101',
    countyCode: '520328',
    priceFen: 9800,
    householdsHelped: 120,
    gtin: '6901234567892',
  },
  pepper: {
    name: '昭觉花椒',
    nameEn: 'Zhaojue Sichuan pepper',
    categoryCode: '020101',
    countyCode: '513431',
    priceFen: 3500,
    householdsHelped: 80,
  },
  honey: {
    name: '百花蜂蜜',
    nameEn: 'Blossom honey',
    categoryCode: '020201',
    countyCode: '520581',
    priceFen: 6600,
    householdsHelped: 40,
    validUntil: '2020-10-16',
  },
  walnut: {
    name: '薄皮核桃',
    nameEn: 'Walnut',
    categoryCode: '010101',
    countyCode: '532324',
    priceFen: 4200,
    householdsHelped: 60,
    statusChanges: [{ status: 'suspended', at: '2020-10-01T00:00:00+08:00' }],
  },
  potato: {
    name: '高山土豆',
    nameEn: 'Potato',
    categoryCode: '010102',
    countyCode: '513431',
    priceFen: 1200,
    householdsHelped: 20,
    statusChanges: [{ status: 'withdrawn', at: '2020-10-02T00:00:00+08:00' }],
  },
} as const satisfies Record<string, Sample>;
export type SampleName = keyof typeof samples;

const names = Object.keys(samples) as SampleName[];

function newProductOf(name: SampleName): NewProduct {
  const sample: Sample = samples[name];
  return {
    supplierId,
    name: sample.name,
    nameEn: sample.nameEn,
    spec: '500g',
    gtin: sample.gtin,
    categoryCode: sample.categoryCode,
    countyCode: sample.countyCode,
    images: [`/illustrations/${name}.svg`],
    referencePriceFen: sample.priceFen,
    annualSupply: { quantity: '1000', unit: '袋' },
  };
}

/** Ids of the sample products, certificates and outlets. */
export const sampleIds = {
  product: (name: SampleName) => productIdOf(newProductOf(name)),
  certificate: (name: SampleName) => certificateIdOf(`T-${name}`),
  operator: operatorIdOf('甲商城'),
  otherOperator: operatorIdOf('乙商城'),
  /** Sells every sample product, its SKU being the sample's name. */
  outlet: outletIdOf(operatorIdOf('甲商城'), '扶贫专区'),
  otherOutlet: outletIdOf(operatorIdOf('乙商城'), '乙专柜'),
};

/** Origin licensed for the first outlet. */
export const sampleOrigin = 'https://shop.example';

/** Stores the sample directory; doing so again changes nothing. */
export async function fillDirectory(database: Database): Promise<void> {
  await database.transaction(async (connection) => {
    await upsertCategories(connection, [
      { code: '01', name: '粮果', nameEn: 'Grain and fruit' },
      { code: '0101', name: '鲜品', nameEn: 'Fresh produce' },
      { code: '0201', name: '调味', nameEn: 'Seasoning' },
      { code: '030101', name: '绿茶', nameEn: 'Green tea' },
    ]);
    const supplier = { uscc, name: '云栖谷专业合作社', kind: 'cooperative', countyCode: '520328' };
    await upsertSuppliers(connection, [supplier]);
    await upsertProducts(connection, names.map(newProductOf));
    await upsertCertificates(
      connection,
      names.map((name) => {
        const sample: Sample = samples[name];
        return {
          directoryNo: `T-${name}`,
          batch: '1',
          productId: sampleIds.product(name),
          countyCode: sample.countyCode,
          reviewChain: [],
          linkage: {
            kinds: ['employment'],
            householdsHelped: sample.householdsHelped,
            peopleHelped: sample.householdsHelped * 3,
          },
          commodityValueFen: 1_000_000,
          annualSupply: { quantity: '1000', unit: '袋' },
          validFrom: '2020-05-08',
          validUntil: sample.validUntil ?? '2023-05-07',
          statusChanges: sample.statusChanges ?? [],
        };
      }),
    );
    await upsertOperators(connection, ['甲商城', '乙商城']);
    await upsertOutlets(connection, [
      {
        outletId: sampleIds.outlet,
        operatorId: sampleIds.operator,
        kind: 'area',
        name: '扶贫专区',
        online: true,
      },
      {
        outletId: sampleIds.otherOutlet,
        operatorId: sampleIds.otherOperator,
        kind: 'counter',
        name: '乙专柜',
        online: false,
        divisionCode: '520328',
      },
    ]);
    const { outlet: outletId, operator: operatorId } = sampleIds;
    if (!(await findLicencesInForce(connection, [outletId], testNow)).has(outletId)) {
      const validUntil = new Date('2025-10-17T16:00:00Z');
      const grant = { outletId, operatorId, origins: [sampleOrigin], reason: 'test', validUntil };
      await grantWithoutProof(connection, grant, testNow);
    }
    await setListings(
      connection,
      names.map((name) => ({
        outletId: sampleIds.outlet,
        sku: name,
        productId: sampleIds.product(name),
        priceFen: samples[name].priceFen,
      })),
    );
  });
}
