import type { Supplier } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { SupplierRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { logCertificatesOf } from '../log/log-certificates-of.ts';
import { naturalId } from '../record-id.ts';
import { countyOf } from './county.ts';
import { indexProducts } from './product-entries.ts';

/** A supplier to be stored; its id follows from its USCC. */
export interface NewSupplier extends Pick<Supplier, 'uscc' | 'name' | 'nameEn' | 'kind'> {
  readonly countyCode: string;
}

/** The id of the supplier with a unified social credit code. */
export const supplierIdOf = (uscc: string) => naturalId('sup', uscc);

/** Adds suppliers, or replaces those with the same USCC; their products are found by a new name at once. */
export async function upsertSuppliers(
  connection: Connection,
  suppliers: readonly NewSupplier[],
): Promise<void> {
  const rows = suppliers.map((supplier) => ({
    supplierId: supplierIdOf(supplier.uscc),
    uscc: supplier.uscc,
    name: supplier.name,
    nameEn: supplier.nameEn ?? null,
    kind: supplier.kind,
    countyCode: supplier.countyCode,
  }));
  const before = await lockSupplierNames(
    connection,
    rows.map(({ supplierId }) => supplierId),
  );
  await upsertRows(connection, 'supplier', ['supplierId'], rows);
  const renamed = rows.filter(({ supplierId, name, nameEn }) => {
    const known = before.get(supplierId);
    return known && (known.name !== name || known.nameEn !== nameEn);
  });
  const supplierIds = renamed.map(({ supplierId }) => supplierId);
  await logCertificatesOf(connection, { supplierIds });
  if (renamed.length === 0) return;
  const products = await connection.db
    .selectFrom('product')
    .select('productId')
    .where(
      'supplierId',
      'in',
      renamed.map(({ supplierId }) => supplierId),
    )
    .orderBy('productId')
    .execute();
  await indexProducts(
    connection,
    products.map(({ productId }) => productId),
  );
}

async function lockSupplierNames(
  { db, dialect }: Connection,
  supplierIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<SupplierRow, 'name' | 'nameEn'>>> {
  if (supplierIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('supplier')
    .select(['supplierId', 'name', 'nameEn'])
    .where('supplierId', 'in', [...new Set(supplierIds)])
    .orderBy('supplierId')
    .modifyEnd(sql`${dialect.forUpdate}`)
    .execute();
  return new Map(rows.map((row) => [row.supplierId, row]));
}

/** Suppliers by their ids; those that are not there are left out. */
export async function findSuppliers(
  connection: Connection,
  supplierIds: readonly string[],
): Promise<ReadonlyMap<string, Supplier>> {
  if (supplierIds.length === 0) return new Map();
  const rows = await connection.db
    .selectFrom('supplier')
    .selectAll()
    .where('supplierId', 'in', [...new Set(supplierIds)])
    .execute();
  return new Map(rows.map((row) => [row.supplierId, supplierFromRow(row)]));
}

function supplierFromRow({ nameEn, countyCode, ...row }: SupplierRow): Supplier {
  return { ...row, ...(nameEn !== null && { nameEn }), county: countyOf(countyCode) };
}
