import { dateInShanghai } from '@fupin/schema';
import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** Condition: the row of `product` has a certificate in force at an instant, as isInForce judges it. */
export function hasCertificateInForce(at: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (
    select 1 from certificate
    where certificate.product_id = product.product_id and ${isCertificateInForce(at)})`;
}

/** How many households the certificate helps that speaks for the row of `product`, see latestCertificate; 0 without one. */
export function householdsHelped(at: Date): RawBuilder<number> {
  return sql<number>`coalesce((
    select certificate.households_helped from certificate
    where certificate.product_id = product.product_id
    order by case when ${isCertificateInForce(at)} then 0
        when certificate.valid_from <= ${dateInShanghai(at)} then 1 else 2 end,
      certificate.valid_from desc, certificate.certificate_id desc
    limit 1), 0)`;
}

/** The status of the row of `certificate` at an instant, as statusAt finds it. */
export function certificateStatus(at: Date): RawBuilder<string> {
  const past = sql`certificate_status_change as change
    where change.certificate_id = certificate.certificate_id and change.at_ms <= ${at.getTime()}`;
  return sql<string>`(case
    when exists (select 1 from ${past} and change.status = 'withdrawn') then 'withdrawn'
    else coalesce(
      (select change.status from ${past} order by change.at_ms desc, change.sequence desc limit 1),
      'active') end)`;
}

function isCertificateInForce(at: Date): RawBuilder<SqlBool> {
  const today = dateInShanghai(at);
  return sql<SqlBool>`(
    certificate.valid_from <= ${today} and certificate.valid_until >= ${today}
    and ${certificateStatus(at)} = 'active')`;
}
