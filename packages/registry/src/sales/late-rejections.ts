import type { RegistryEvent, SaleOutcome } from '@fupin/schema';
import type { ValidLine } from './read-lines.ts';

const lateMs = 3_600_000;

/** What is told of lines that were refused more than an hour after they were sold. Lines without an identity are not among them. */
export function lateRejections(
  outletId: string,
  outcomes: readonly SaleOutcome[],
  lines: readonly (ValidLine | undefined)[],
  now: Date,
): RegistryEvent[] {
  const events: RegistryEvent[] = [];
  for (const { index, lineId, outcome, problem } of outcomes) {
    if (!problem || lineId === null) continue;
    const soldAt = lines[index]?.line.soldAt;
    if (soldAt === undefined || now.getTime() - Date.parse(soldAt) <= lateMs) continue;
    const pointers = problem.issues.map(({ pointer }) => pointer);
    const data = { outletId, lineId, outcome, soldAt, pointers };
    events.push({ type: 'saleLine.rejectedLate', timestamp: now.toISOString(), data });
  }
  return events;
}
