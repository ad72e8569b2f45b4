import type { MarkLicenceStatus } from '@fupin/schema';
import type { MarkLicenceRow } from './licence-tables.ts';

/** What decides how a licence stands. */
type Standing = Pick<MarkLicenceRow, 'status' | 'validUntil'>;

/** How a licence stands at an instant: as last changed, but expired where a granted one has come to its end. */
export function standingOf({ status, validUntil }: Standing, at: Date): MarkLicenceStatus {
  const isOver = validUntil !== null && validUntil <= at.toISOString();
  return status === 'granted' && isOver ? 'expired' : (status as MarkLicenceStatus);
}
