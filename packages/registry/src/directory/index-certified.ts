import type { Connection } from '../database/database.ts';
import { indexProducts } from './product-entries.ts';

const certificatesAtOnce = 1000;

/** Makes the products of certificates found as they stand after a change of these, in the same transaction. */
export async function indexCertified(
  connection: Connection,
  certificateIds: readonly string[],
): Promise<void> {
  const productIds = new Set<string>();
  for (let start = 0; start < certificateIds.length; start += certificatesAtOnce) {
    const rows = await connection.db
      .selectFrom('certificate')
      .select('productId')
      .where('certificateId', 'in', certificateIds.slice(start, start + certificatesAtOnce))
      .orderBy('certificateId')
      .execute();
    for (const { productId } of rows) productIds.add(productId);
  }
  await indexProducts(connection, [...productIds]);
}
