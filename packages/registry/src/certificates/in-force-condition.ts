import { dateInShanghai } from '@fupin/schema';
import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Condition: the row of `product` has a certificate in force at an instant, as isInForce judges it. */
export function hasCertificateInForce(at: Date): RawBuilder<SqlBool> {
  const today = dateInShanghai(at);
  const past = sql`certificate_status_change as change
    where change.certificate_id = certificate.certificate_id and change.at_ms <= ${at.getTime()}`;
  return sql<SqlBool>`exists (
    select 1 from certificate
    where certificate.product_id = product.product_id
      and certificate.valid_from <= ${today} and certificate.valid_until >= ${today}
      and not exists (select 1 from ${past} and change.status = 'withdrawn')
      and coalesce(
        (select change.status from ${past} order by change.at_ms desc, change.sequence desc limit 1),
        'active') = 'active')`;
}
