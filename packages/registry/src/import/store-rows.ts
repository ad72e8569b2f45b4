import { statusAt } from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import {
  certificateIdOf,
  findCertificates,
  upsertCertificates,
  type NewCertificate,
  type StoredCertificate,
} from '../certificates/certificate-store.ts';
import { addStatusChanges } from '../certificates/status-change-store.ts';
import type { Connection } from '../database/database.ts';
import type { ProductRow, SupplierRow } from '../database/tables.ts';
import { productIdOf, upsertProducts, type NewProduct } from '../directory/product-store.ts';
import { supplierIdOf, upsertSuppliers, type NewSupplier } from '../directory/supplier-store.ts';
import type { DirectoryRow } from './directory-row.ts';

/** What storing rows changed in the directory, counted in certificates. */
export interface StoreCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What the directory holds of the rows about to be stored. */
interface Stored {
  readonly suppliers: ReadonlyMap<string, SupplierRow>;
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly certificates: ReadonlyMap<string, StoredCertificate>;
}

const statusReason = '目录文件 directory file';

/**
 * Brings rows into the directory. What a file does not speak of stays: English names, descriptions, pictures, review chains.
 * A status only ever restricts: `active` lifts no suspension or withdrawal that the registry knows of.
 */
export async function storeRows(
  connection: Connection,
  rows: readonly DirectoryRow[],
  now: Date,
): Promise<StoreCounts> {
  const stored = await findStored(connection, rows);
  const changes = rows.map((row) => changeOf(row, stored, now));
  await upsertSuppliers(
    connection,
    changes.flatMap(({ supplier }) => supplier ?? []),
  );
  await upsertProducts(
    connection,
    changes.flatMap(({ product }) => product ?? []),
  );
  await upsertCertificates(
    connection,
    changes.flatMap(({ certificate }) => certificate ?? []),
  );
  await addStatusChanges(
    connection,
    changes.flatMap(({ statusChange }) => statusChange ?? []),
  );
  const added = changes.filter(({ isNew }) => isNew).length;
  const changed = changes.filter(
    (change) => change.supplier ?? change.product ?? change.certificate ?? change.statusChange,
  ).length;
  return { added, updated: changed - added, unchanged: rows.length - changed };
}

async function findStored(
  { db, dialect }: Connection,
  rows: readonly DirectoryRow[],
): Promise<Stored> {
  const supplierIds = [...new Set(rows.map(({ uscc }) => supplierIdOf(uscc)))];
  const suppliers = await db
    .selectFrom('supplier')
    .selectAll()
    .where('supplierId', 'in', supplierIds)
    .execute();
  const products = await db
    .selectFrom('product')
    .selectAll()
    .where('productId', 'in', [...new Set(rows.map(productIdOfRow))])
    .execute();
  const certificateIds = rows.map(({ directoryNo }) => certificateIdOf(directoryNo));
  const certificates = await findCertificates({ db, dialect }, { certificateIds });
  return {
    suppliers: new Map(suppliers.map((row) => [row.supplierId, row])),
    products: new Map(products.map((row) => [row.productId, row])),
    certificates: new Map(certificates.map((each) => [each.certificateId, each])),
  };
}

/** The records of a row that are new or differ from what is stored. */
function changeOf(row: DirectoryRow, stored: Stored, now: Date) {
  const certificateId = certificateIdOf(row.directoryNo);
  const known = stored.certificates.get(certificateId);
  const supplier = supplierOf(row, stored.suppliers.get(supplierIdOf(row.uscc)));
  const certificate = certificateOf(row, known);
  const product = productOf(
    row,
    stored.products.get(productIdOfRow(row)),
    certificate !== undefined,
  );
  const status = known ? statusAt(known, now) : 'active';
  const restricts =
    row.status === 'withdrawn' || (row.status === 'suspended' && status === 'active');
  return {
    isNew: known === undefined,
    supplier,
    product,
    certificate,
    statusChange:
      restricts && status !== row.status
        ? { certificateId, status: row.status, at: now.toISOString(), reason: statusReason }
        : undefined,
  };
}

function supplierOf(row: DirectoryRow, stored: SupplierRow | undefined): NewSupplier | undefined {
  if (stored?.name === row.supplierName && stored.kind === row.supplierKind) return undefined;
  const { uscc } = row;
  return {
    uscc,
    name: row.supplierName,
    nameEn: stored?.nameEn ?? undefined,
    kind: row.supplierKind,
    // A supplier is registered where its code says; its products may come from next door.
    countyCode: stored?.countyCode ?? currentCountyCode(uscc.slice(2, 8)) ?? row.countyCode,
  };
}

function productOf(
  row: DirectoryRow,
  stored: ProductRow | undefined,
  isRecertified: boolean,
): NewProduct | undefined {
  const isSame =
    stored?.gtin === row.gtin &&
    stored.categoryCode === row.categoryCode &&
    stored.countyCode === row.countyCode &&
    stored.referencePriceFen === row.referencePriceFen &&
    // Of a product's several certificates each has its own; the product follows the one that changed last.
    (!isRecertified ||
      (stored.annualSupplyQuantity === row.annualSupply && stored.annualSupplyUnit === row.unit));
  if (isSame) return undefined;
  return {
    supplierId: supplierIdOf(row.uscc),
    name: row.productName,
    nameEn: stored?.nameEn ?? undefined,
    spec: row.spec,
    gtin: row.gtin ?? undefined,
    categoryCode: row.categoryCode,
    countyCode: row.countyCode,
    description: stored?.description ?? undefined,
    descriptionEn: stored?.descriptionEn ?? undefined,
    images: stored ? (JSON.parse(stored.images) as string[]) : [],
    referencePriceFen: row.referencePriceFen,
    annualSupply: { quantity: row.annualSupply, unit: row.unit },
  };
}

function certificateOf(
  row: DirectoryRow,
  stored: StoredCertificate | undefined,
): NewCertificate | undefined {
  const certificate: NewCertificate = {
    schemeId: stored?.schemeId,
    directoryNo: row.directoryNo,
    batch: row.batch,
    productId: productIdOfRow(row),
    countyCode: row.countyCode,
    reviewChain: stored?.reviewChain ?? [],
    linkage: {
      kinds: row.linkageKinds,
      householdsHelped: row.householdsHelped,
      peopleHelped: row.peopleHelped,
    },
    commodityValueFen: row.commodityValueFen,
    annualSupply: { quantity: row.annualSupply, unit: row.unit },
    validFrom: row.validFrom,
    validUntil: row.validUntil,
  };
  if (!stored) return certificate;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const isSame =
    stored.batch === certificate.batch &&
    stored.productId === certificate.productId &&
    stored.certifiedBy.code === certificate.countyCode &&
    same(stored.linkage.kinds, certificate.linkage.kinds) &&
    stored.linkage.householdsHelped === certificate.linkage.householdsHelped &&
    stored.linkage.peopleHelped === certificate.linkage.peopleHelped &&
    stored.commodityValueFen === certificate.commodityValueFen &&
    same(stored.annualSupply, certificate.annualSupply) &&
    stored.validFrom === certificate.validFrom &&
    stored.validUntil === certificate.validUntil;
  return isSame ? undefined : certificate;
}

function productIdOfRow({ uscc, productName, spec }: DirectoryRow): string {
  return productIdOf({ supplierId: supplierIdOf(uscc), name: productName, spec });
}
