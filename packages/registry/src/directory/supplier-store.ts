import type { Supplier } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { SupplierRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { naturalId } from '../record-id.ts';
import { countyOf } from './county.ts';

/** A supplier to be stored; its id follows from its USCC. */
export interface NewSupplier extends Pick<Supplier, 'uscc' | 'name' | 'nameEn' | 'kind'> {
  readonly countyCode: string;
}

/** The id of the supplier with a unified social credit code. */
export const supplierIdOf = (uscc: string) => naturalId('sup', uscc);

/** Adds suppliers, or replaces those with the same USCC. */
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
  await upsertRows(connection, 'supplier', ['supplierId'], rows);
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
