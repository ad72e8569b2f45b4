import type { CertificateStatusChanged } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { StatusChangeRow } from '../database/tables.ts';

const certificatesAtOnce = 1000;

/** What those who subscribe are told of changes of certificates' status, in the order of the changes. */
export async function statusChangeEvents(
  { db }: Connection,
  changes: readonly Pick<StatusChangeRow, 'certificateId' | 'status' | 'at' | 'reasonCode'>[],
): Promise<readonly CertificateStatusChanged[]> {
  const events: CertificateStatusChanged[] = [];
  for (let start = 0; start < changes.length; start += certificatesAtOnce) {
    const part = changes.slice(start, start + certificatesAtOnce);
    const rows = await db
      .selectFrom('certificate')
      .innerJoin('product', 'product.productId', 'certificate.productId')
      .select(['certificateId', 'certificate.productId', 'supplierId', 'certificate.countyCode'])
      .where(
        'certificateId',
        'in',
        part.map(({ certificateId }) => certificateId),
      )
      .execute();
    const byId = new Map(rows.map((row) => [row.certificateId, row]));
    for (const { certificateId, status, at, reasonCode } of part) {
      const row = byId.get(certificateId);
      if (!row) throw new Error(`there is no certificate ${certificateId}`);
      events.push({
        type: 'certificate.statusChanged',
        timestamp: at,
        data: { ...row, status, reasonCode },
      });
    }
  }
  return events;
}
