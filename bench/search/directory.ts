import {
  operatorIdOf,
  outletIdOf,
  productIdOf,
  setListings,
  supplierIdOf,
  upsertCategories,
  upsertCertificates,
  upsertOperators,
  upsertOutlets,
  upsertProducts,
  upsertSuppliers,
  type Connection,
  type Database,
} from '@fupin/registry';
import { usccCheckCharacter } from '@fupin/schema';
import { counties } from '@fupin/schema/counties';
import { categories, forms, goods, marks, places, shops, words } from './vocabulary.ts';

/** How many records a made-up directory has. */
export interface DirectorySize {
  readonly products: number;
  readonly suppliers: number;
  readonly outlets: number;
  readonly listings: number;
}

/** The size of a directory with a number of products: one supplier to 4 of them, one outlet to 2, 3 listings to 2. */
export const sizeOf = (products: number): DirectorySize => ({
  products,
  suppliers: products / 4,
  outlets: products / 2,
  listings: (products * 3) / 2,
});

const rowsAtOnce = 1000;

/** Fills an empty database with a made-up directory; the same size gives the same directory. */
export async function fillDirectory(database: Database, size: DirectorySize): Promise<void> {
  await database.transaction((connection) => upsertCategories(connection, categories));
  await inBatches(database, size.suppliers, supplierOf, upsertSuppliers);
  await inBatches(database, size.products, (n) => productOf(n, size), upsertProducts);
  await inBatches(database, size.products, (n) => certificateOf(n, size), upsertCertificates);
  await inBatches(database, operators, operatorOf, upsertOperators);
  await inBatches(database, size.outlets, outletOf, upsertOutlets);
  await inBatches(database, size.listings, (n) => listingOf(n, size), setListings);
}

/** The id of a product by its number. */
export const productIdAt = (number: number, size: DirectorySize) =>
  productIdOf(productOf(number, size));

/** The id of an outlet by its number. */
export const outletIdAt = (number: number) => outletOf(number).outletId;

const operators = 500;

async function inBatches<Record>(
  database: Database,
  count: number,
  make: (number: number) => Record,
  store: (connection: Connection, records: readonly Record[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < count; start += rowsAtOnce) {
    const length = Math.min(rowsAtOnce, count - start);
    const records = Array.from({ length }, (_, at) => make(start + at));
    await database.transaction((connection) => store(connection, records));
  }
}

/** A number from 0 to below 1 that follows from others and looks like chance (MurmurHash3’s finalizer). */
function chance(...numbers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const number of numbers) {
    hash = Math.imul(hash ^ number, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}

const pick = <Item>(items: readonly Item[], ...numbers: readonly number[]): Item =>
  items[Math.floor(chance(...numbers) * items.length)] as Item;

/** As a few goods are common and most are rare: the first of some items more often than the others. */
const pickFirst = <Item>(items: readonly Item[], ...numbers: readonly number[]): Item =>
  items[Math.floor(chance(...numbers) ** 2.5 * items.length)] as Item;

const countyOf = (supplier: number) => pick(counties, 1, supplier);
const shortName = (name: string) =>
  name.length > 2 ? name.replace(/(?:自治)?[县市区旗]$/, '') : name;

function usccOf(number: number): string {
  const body = `93${countyOf(number).codeIn2020}MA${String(number).padStart(7, '0')}`;
  return body + usccCheckCharacter(body);
}

function supplierOf(number: number) {
  const { code, name, nameEn } = countyOf(number);
  const mark = pick(words, 2, number) + pick(words, 3, number);
  return {
    uscc: usccOf(number),
    name: `${name}${mark}${pickFirst(goods, 4, number)[0]}种植农民专业合作社`,
    nameEn: `${nameEn} Farmers’ Cooperative No. ${number}`,
    kind: 'cooperative',
    countyCode: code,
  } as const;
}

function productOf(number: number, size: DirectorySize) {
  const supplier = Math.floor(chance(5, number) * size.suppliers);
  const { code, name, nameEn } = countyOf(supplier);
  const [good, english, categoryCode] = pickFirst(goods, 6, number);
  const [form, formEn] = pickFirst(forms, 7, number);
  const brand = chance(8, number) < 0.4 ? pick(words, 9, number) + pick(marks, 10, number) : '';
  const place = chance(11, number) < 0.5 ? shortName(name) : pick(places, 12, number);
  return {
    supplierId: supplierIdOf(usccOf(supplier)),
    name: `${brand}${place}${good}${form}`,
    nameEn: `${nameEn} ${english} ${formEn}`.trim(),
    spec: `${250 * (1 + Math.floor(chance(13, number) * 8))} g, ${number}`,
    categoryCode,
    countyCode: code,
    images: [`/illustrations/${categoryCode}.svg`],
    referencePriceFen: 500 + Math.floor(chance(14, number) ** 3 * 100_000),
    annualSupply: { quantity: String(100 + Math.floor(chance(15, number) * 50_000)), unit: '袋' },
  };
}

function certificateOf(number: number, size: DirectorySize) {
  const { countyCode, annualSupply } = productOf(number, size);
  const year = 2019 + Math.floor(chance(16, number) * 7);
  const day = String(1 + Math.floor(chance(17, number) * 28)).padStart(2, '0');
  const households = Math.floor(chance(18, number) ** 2 * 800);
  const isSuspended = chance(19, number) < 0.03;
  return {
    directoryNo: `B-${String(number).padStart(7, '0')}`,
    schemeId: chance(20, number) < 0.15 ? 'sichuan-mark' : undefined,
    batch: `${year}-1`,
    productId: productIdAt(number, size),
    countyCode,
    reviewChain: [],
    linkage: { kinds: ['employment'], householdsHelped: households, peopleHelped: households * 3 },
    commodityValueFen: 1_000_000,
    annualSupply,
    validFrom: `${year}-03-${day}`,
    validUntil: `${year + 4}-03-${day}`,
    statusChanges: isSuspended
      ? [{ status: 'suspended' as const, at: `${year}-09-${day}T09:00:00+08:00` }]
      : [],
  };
}

const operatorOf = (number: number) => `${pick(words, 21, number)}${number} 商业有限公司`;

function outletOf(number: number) {
  const county = pick(counties, 22, number);
  const operatorId = operatorIdOf(operatorOf(number % operators));
  const name = `${shortName(county.name)}${pick(words, 23, number)}${pick(shops, 24, number)}${number}`;
  // Half of them in and around the large cities, the others all over the country.
  const [longitude, latitude] =
    chance(25, number) < 0.5
      ? pick(cities, 26, number)
      : [78 + chance(27, number) * 52, 22 + chance(28, number) * 24];
  return {
    outletId: outletIdOf(operatorId, name),
    operatorId,
    kind:
      (['area', 'counter', 'pavilion'] as const)[Math.floor(chance(29, number) ** 2 * 3)] ?? 'area',
    name,
    online: false,
    divisionCode: county.code,
    position: {
      longitude: longitude + (chance(30, number) - 0.5) * 0.6,
      latitude: latitude + (chance(31, number) - 0.5) * 0.5,
    },
  };
}

const cities = [
  [116.4, 39.9],
  [121.47, 31.23],
  [113.26, 23.13],
  [114.06, 22.54],
  [104.07, 30.67],
  [106.55, 29.56],
  [120.16, 30.25],
  [114.3, 30.59],
] as const;

/** One outlet, the first, sells 1 in 30 of what is listed; the others share the rest. */
function listingOf(number: number, size: DirectorySize) {
  const outlet = number % 30 === 0 ? 0 : Math.floor(chance(32, number) * size.outlets);
  const product = Math.floor(chance(33, number) ** 1.5 * size.products);
  return {
    outletId: outletIdAt(outlet),
    sku: `S${number}`,
    productId: productIdAt(product, size),
    priceFen: productOf(product, size).referencePriceFen,
    stock: Math.floor(chance(34, number) * 500),
  };
}
