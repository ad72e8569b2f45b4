import type { Connection } from '../database/database.ts';
import { endOfDay, startOfDay } from '@fupin/schema';
import { fromSmallest, toSmallest } from '../log/supply-measure.ts';
import { reopening } from './default-rules.ts';
import { addDue } from './due-cases.ts';
import { knownCases, storeFindings, type CaseFound } from './finding-store.ts';
import type { AppliedRule } from './rule-store.ts';

/** A certificate's mass balance of a year. */
interface Balance {
  readonly certificateId: string;
  readonly productId: string;
  readonly countyCode: string;
  readonly year: number;
  readonly unit: string;
  readonly sold: bigint;
  readonly supply: bigint;
}

/** Has certificates looked at of which more than their supply was sold. */
export async function noteExceededSupplies(
  connection: Connection,
  { rule, enabled, thresholds }: AppliedRule<'overCapacity'>,
  certificateIds: readonly string[],
  now: Date,
): Promise<void> {
  if (!enabled) return;
  const exceeded = (await readBalances(connection, certificateIds)).filter((balance) =>
    isExceeded(balance, thresholds.factor),
  );
  const caseKeys = exceeded.map(({ certificateId, year }) => `${certificateId} ${year}`);
  await addDue(connection, rule, caseKeys, thresholds.settleHours, now);
}

/** Findings about certificates of which more was sold in a year, less returns and voids, than can be supplied. */
export async function findExceededSupplies(
  connection: Connection,
  rule: AppliedRule<'overCapacity'>,
  caseKeys: readonly string[],
  now: Date,
): Promise<void> {
  if (!rule.enabled) return;
  const sought = new Set(caseKeys);
  const caseOf = await knownCases(connection, rule.rule, caseKeys);
  const ids = caseKeys.map((caseKey) => caseKey.split(' ')[0] ?? '');
  const found: CaseFound[] = [];
  for (const balance of await readBalances(connection, ids)) {
    const { certificateId, productId, countyCode, year, unit, sold, supply } = balance;
    const caseKey = `${certificateId} ${year}`;
    if (!sought.has(caseKey)) continue;
    const known = caseOf(caseKey);
    // An open finding goes on saying how it stands, also where goods have come back since.
    if (!known.open && !isExceeded(balance, rule.thresholds.factor)) continue;
    if (!known.open && known.resolved) {
      const atResolution = soldThen(known.resolved.evidence, unit);
      const further = scaled(supply, reopening.furtherSupply);
      if (sold <= atResolution + further) continue;
    }
    found.push({
      caseKey,
      known,
      subject: { outletIds: [], productId, certificateId, countyCode },
      evidence: {
        occurrences: 1,
        firstAt: startOfDay(`${year}-01-01`).toISOString(),
        lastAt: endOfDay(`${year}-12-31`).toISOString(),
        lineIds: [],
        facts: {
          year,
          unit,
          sold: fromSmallest(sold, unit),
          annualSupply: fromSmallest(supply, unit),
        },
      },
    });
  }
  await storeFindings(connection, rule, found, now);
}

async function readBalances(
  { db }: Connection,
  certificateIds: readonly string[],
): Promise<readonly Balance[]> {
  if (certificateIds.length === 0) return [];
  const rows = await db
    .selectFrom('logSold')
    .innerJoin('certificate', 'certificate.certificateId', 'logSold.certificateId')
    .select(['logSold.certificateId', 'year', 'logSold.quantity', 'productId', 'countyCode'])
    .select(['annualSupplyQuantity', 'annualSupplyUnit as unit'])
    .where('logSold.certificateId', 'in', [...new Set(certificateIds)])
    .execute();
  return rows.map(({ quantity, annualSupplyQuantity, unit, ...row }) => ({
    ...row,
    unit,
    sold: BigInt(quantity),
    supply: toSmallest({ quantity: annualSupplyQuantity, unit }, unit) ?? 0n,
  }));
}

function isExceeded({ sold, supply }: Balance, factor: number): boolean {
  return sold > scaled(supply, factor);
}

function scaled(amount: bigint, factor: number): bigint {
  return (amount * BigInt(Math.round(factor * 1_000_000))) / 1_000_000n;
}

function soldThen(evidence: string, unit: string): bigint {
  const { facts } = JSON.parse(evidence) as { facts: { sold: string } };
  const quantity = facts.sold.replace(/^-.*/, '0');
  return toSmallest({ quantity, unit }, unit) ?? 0n;
}
