import { sql, type RawBuilder } from 'kysely';

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
