import type { StatusChange } from '@fupin/schema';
import { statusChangesOf } from '../certificates/status-change-store.ts';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
import { changePostings, type WordChange } from '../search/posting-store.ts';
import { lockIndex, storeIndex } from '../search/search-index.ts';
import type { ProductEntryRow } from '../search/search-tables.ts';
import type { WordDocument } from '../search/words.ts';
import { countyNames } from './county.ts';
import { householdsOf, validityOf, type CertificateStanding } from './product-validity.ts';

const productsAtOnce = 1000;

/**
 * Makes products found as their records stand now: by their names and those of their supplier, category and county, by
 * certificates, price and the rest. To be called in the transaction that changes any of these, after the change.
 */
export async function indexProducts(
  connection: Connection,
  productIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(productIds)];
  for (let start = 0; start < ids.length; start += productsAtOnce) {
    await indexSome(connection, ids.slice(start, start + productsAtOnce));
  }
}

async function indexSome(connection: Connection, productIds: readonly string[]): Promise<void> {
  const index = await lockIndex(connection, 'product');
  const known = new Map(
    (await entriesOf(connection, productIds)).map((entry) => [entry.productId, entry]),
  );
  const records = await readRecords(connection, productIds);
  const certificatesOf = await readCertificates(connection, productIds);
  const version = index.version + 1;
  let { nextPlace, wordsVersion } = index;
  const changed: ProductEntryRow[] = [];
  const words: WordChange[] = [];
  for (const record of records) {
    const before = known.get(record.productId);
    const certificates = certificatesOf(record.productId);
    const document = documentOf(record);
    const after: ProductEntryRow = {
      place: before?.place ?? nextPlace,
      productId: record.productId,
      version: before?.version ?? version,
      countyCode: record.countyCode,
      categoryCode: record.categoryCode,
      referencePriceFen: record.referencePriceFen,
      validity: JSON.stringify(validityOf(certificates)),
      householdsHelped: JSON.stringify(householdsOf(certificates)),
      outletKinds: before?.outletKinds ?? '[]',
      document: JSON.stringify(document),
    };
    if (before && isSame(before, after)) continue;
    if (!before) nextPlace += 1;
    changed.push({ ...after, version });
    if (before?.document === after.document) continue;
    const old = before && { before: JSON.parse(before.document) as WordDocument };
    words.push({ place: after.place, ...old, after: document });
  }
  if (changed.length === 0) return;
  if (words.length > 0) wordsVersion += 1;
  await upsertRows(connection, 'productEntry', ['place'], changed);
  await changePostings(connection, 'product', words);
  await storeIndex(connection, { ...index, version, wordsVersion, nextPlace });
}

function isSame(before: ProductEntryRow, after: ProductEntryRow): boolean {
  return Object.entries(after).every(
    ([column, value]) => before[column as keyof ProductEntryRow] === value,
  );
}

function entriesOf(
  { db }: Connection,
  productIds: readonly string[],
): Promise<readonly ProductEntryRow[]> {
  return db.selectFrom('productEntry').selectAll().where('productId', 'in', productIds).execute();
}

/** What a product is found by, apart from its certificates. */
interface ProductRecord {
  readonly productId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly countyCode: string;
  readonly categoryCode: string;
  readonly referencePriceFen: number;
  readonly supplierName: string;
  readonly supplierNameEn: string | null;
  readonly categoryName: string | null;
  readonly categoryNameEn: string | null;
}

function readRecords(
  { db }: Connection,
  productIds: readonly string[],
): Promise<readonly ProductRecord[]> {
  return db
    .selectFrom('product')
    .innerJoin('supplier', 'supplier.supplierId', 'product.supplierId')
    .leftJoin('category', 'category.code', 'product.categoryCode')
    .select(['productId', 'product.name', 'product.nameEn', 'product.countyCode'])
    .select(['product.categoryCode', 'product.referencePriceFen'])
    .select(['supplier.name as supplierName', 'supplier.nameEn as supplierNameEn'])
    .select(['category.name as categoryName', 'category.nameEn as categoryNameEn'])
    .where('productId', 'in', productIds)
    .orderBy('productId')
    .execute();
}

function documentOf(record: ProductRecord): WordDocument {
  const texts = (...all: readonly (string | null)[]) => [
    ...new Set(all.filter((text) => text !== null)),
  ];
  return {
    names: texts(record.name, record.nameEn),
    others: texts(
      record.supplierName,
      record.supplierNameEn,
      record.categoryName,
      record.categoryNameEn,
      ...countyNames(record.countyCode),
    ),
  };
}

async function readCertificates(
  connection: Connection,
  productIds: readonly string[],
): Promise<(productId: string) => readonly CertificateStanding[]> {
  const rows = await connection.db
    .selectFrom('certificate')
    .select(['certificateId', 'productId', 'schemeId'])
    .select(['householdsHelped', 'validFrom', 'validUntil'])
    .where('productId', 'in', productIds)
    .execute();
  const changesOf: (certificateId: string) => readonly StatusChange[] = await statusChangesOf(
    connection,
    rows.map(({ certificateId }) => certificateId),
  );
  const byProduct = groupBy(rows, ({ productId }) => productId);
  return (productId) =>
    (byProduct.get(productId) ?? []).map((row) => ({
      ...row,
      statusChanges: changesOf(row.certificateId),
    }));
}
