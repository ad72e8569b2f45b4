import { usccCheckCharacter, type CertificateStatus } from '@fupin/schema';
import { addStatusChanges } from '../certificates/status-change-store.ts';
import { certificateIdOf, upsertCertificates } from '../certificates/certificate-store.ts';
import type { Connection, Database } from '../database/database.ts';
import { upsertCategories } from '../directory/category-store.ts';
import { productIdOf, upsertProducts } from '../directory/product-store.ts';
import { supplierIdOf, upsertSuppliers } from '../directory/supplier-store.ts';
import { setListings } from '../outlets/listing-store.ts';
import {
  operatorIdOf,
  outletIdOf,
  upsertOperators,
  upsertOutlets,
} from '../outlets/outlet-store.ts';

/** Gives an item of a list, as chance will have it. */
export type Pick = <Item>(items: readonly Item[]) => Item;

/** What a random directory draws from; queries draw from it too. */
export const randomValues = {
  counties: ['520328', '513431', '532324', '520581', '622901', '610925'],
  categories: ['010101', '010102', '010201', '020101', '030101'],
  schemes: ['national-directory', 'sichuan-mark'],
  goods: ['花椒', '核桃', '绿茶', '蜂蜜', '花椒酱', '土豆', '茶'],
  words: ['云岭', '清溪', '高山', ''],
  english: ['Sichuan pepper', 'Walnuts', 'Green tea', 'Honey', undefined],
  prices: [990, 2_000, 4_900, 12_000, 66_000],
  kinds: ['area', 'counter', 'pavilion'],
  suppliers: Array.from({ length: 12 }, (_, number) => number),
  outlets: Array.from({ length: 9 }, (_, number) => number),
  products: Array.from({ length: 250 }, (_, number) => number),
  days: ['2019-10-17', '2020-06-01', '2020-10-16', '2020-10-17', '2020-12-31', '2023-05-07'],
  instants: ['2019-12-01T08:00:00+08:00', '2020-10-01T08:00:00+08:00', '2020-10-17T13:00:00+08:00'],
} as const;

const operatorId = operatorIdOf('甲商城');

/** The id of an outlet by its number. */
export const randomOutletId = (number: number) => outletIdOf(operatorId, `专柜${number}`);

/** Fills an empty database with a few hundred products, as chance will have them. */
export async function fillRandomly(database: Database, pick: Pick): Promise<void> {
  await database.transaction(async (connection) => {
    for (const code of randomValues.categories) await nameCategory(connection, code, pick);
    for (const number of randomValues.suppliers) await nameSupplier(connection, number, pick);
    await upsertOperators(connection, ['甲商城']);
    for (const number of randomValues.outlets) await placeOutlet(connection, number, pick);
    const { products } = randomValues;
    await upsertProducts(
      connection,
      products.map((number) => newProduct(number, pick)),
    );
    await upsertCertificates(
      connection,
      products.flatMap((number) =>
        [0, 1]
          .filter(() => pick([true, true, false]))
          .map((nth) => newCertificate(number, nth, pick)),
      ),
    );
    await setListings(
      connection,
      Array.from({ length: 60 }, () => newListing(pick)),
    );
  });
}

/** Changes anything that decides what is found: names, certificates, status, listings, outlets. */
export async function changeRandomly(database: Database, pick: Pick): Promise<void> {
  const { suppliers, outlets, products, categories } = randomValues;
  const change = pick([
    (connection: Connection) => nameSupplier(connection, pick(suppliers), pick),
    (connection: Connection) => nameCategory(connection, pick(categories), pick),
    (connection: Connection) => placeOutlet(connection, pick(outlets), pick),
    (connection: Connection) => upsertProducts(connection, [newProduct(pick(products), pick)]),
    (connection: Connection) =>
      upsertCertificates(connection, [newCertificate(pick(products), pick([0, 1]), pick)]),
    (connection: Connection) => changeStatus(connection, pick),
    (connection: Connection) => setListings(connection, [newListing(pick)]),
  ]);
  await database.transaction(change);
}

function usccOf(number: number): string {
  const body = `93520328MA${String(number).padStart(7, '0')}`;
  return body + usccCheckCharacter(body);
}

async function nameCategory(connection: Connection, code: string, pick: Pick): Promise<void> {
  const name = `${pick(randomValues.goods)}类`;
  await upsertCategories(connection, [{ code, name, nameEn: pick(['Goods', 'Produce']) }]);
}

async function nameSupplier(connection: Connection, number: number, pick: Pick): Promise<void> {
  const name = `${pick(randomValues.words)}${pick(randomValues.goods)}合作社`;
  const supplier = { uscc: usccOf(number), name, kind: 'cooperative', countyCode: '520328' };
  await upsertSuppliers(connection, [supplier]);
}

async function placeOutlet(connection: Connection, number: number, pick: Pick): Promise<void> {
  await upsertOutlets(connection, [
    {
      outletId: randomOutletId(number),
      operatorId,
      kind: pick(randomValues.kinds),
      name: `专柜${number}`,
      online: false,
    },
  ]);
}

const productAt = (number: number) => ({
  supplierId: supplierIdOf(usccOf(number % randomValues.suppliers.length)),
  name: `${randomValues.words[number % 4] ?? ''}${randomValues.goods[number % 7] ?? ''}`,
  spec: String(number),
});

function newProduct(number: number, pick: Pick) {
  return {
    ...productAt(number),
    nameEn: pick(randomValues.english),
    categoryCode: pick(randomValues.categories),
    countyCode: pick(randomValues.counties),
    images: [],
    referencePriceFen: pick(randomValues.prices),
    annualSupply: { quantity: '1', unit: '袋' },
  };
}

function newCertificate(number: number, nth: number, pick: Pick) {
  const days = [pick(randomValues.days), pick(randomValues.days)].toSorted();
  return {
    directoryNo: `R-${number}-${nth}`,
    schemeId: pick(randomValues.schemes),
    batch: '1',
    productId: productIdOf(productAt(number)),
    countyCode: '520328',
    reviewChain: [],
    linkage: { kinds: [], householdsHelped: pick([0, 20, 300]), peopleHelped: 900 },
    commodityValueFen: 1,
    annualSupply: { quantity: '1', unit: '袋' },
    validFrom: days[0] ?? '',
    validUntil: days[1] ?? '',
    statusChanges: pick([true, false, false]) ? [newStatusChange(pick)] : [],
  };
}

function newStatusChange(pick: Pick) {
  const status: CertificateStatus = pick(['suspended', 'active', 'withdrawn']);
  return { status, at: pick(randomValues.instants) };
}

async function changeStatus(connection: Connection, pick: Pick): Promise<void> {
  const certificateId = certificateIdOf(`R-${pick(randomValues.products)}-0`);
  const known = await connection.db
    .selectFrom('certificate')
    .select('certificateId')
    .where('certificateId', '=', certificateId)
    .executeTakeFirst();
  if (known) await addStatusChanges(connection, [{ certificateId, ...newStatusChange(pick) }]);
}

function newListing(pick: Pick) {
  return {
    outletId: randomOutletId(pick(randomValues.outlets)),
    sku: pick(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']),
    productId: productIdOf(productAt(pick(randomValues.products))),
    priceFen: pick(randomValues.prices),
    stock: 5,
  };
}
