import type { Connection } from '../database/database.ts';
import { appendToLog } from './append-to-log.ts';

const idsAtOnce = 1000;

/**
 * Has the certificates of products, or of suppliers, logged anew: what a certificate says changes with the names and numbers
 * of what it certifies. One that says what it said before is not logged twice.
 */
export async function logCertificatesOf(
  connection: Connection,
  of: { readonly productIds: readonly string[] } | { readonly supplierIds: readonly string[] },
): Promise<void> {
  const [column, ids] =
    'productIds' in of
      ? (['certificate.productId', of.productIds] as const)
      : (['product.supplierId', of.supplierIds] as const);
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const rows = await connection.db
      .selectFrom('certificate')
      .innerJoin('product', 'product.productId', 'certificate.productId')
      .select('certificateId')
      .where(column, 'in', ids.slice(start, start + idsAtOnce))
      .orderBy('certificateId')
      .execute();
    await appendToLog(
      connection,
      rows.map(({ certificateId }) => ({ type: 'certificate', certificateId })),
    );
  }
}
