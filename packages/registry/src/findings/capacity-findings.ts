import { endOfDay, startOfDay } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { addToRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
import { reopening } from './default-rules.ts';
import { addDue } from './due-cases.ts';
import { knownCases, storeFindings, type CaseFound } from './finding-store.ts';
import type { CertificateYearRow } from './finding-tables.ts';
import type { FollowedLine } from './followed-lines.ts';
import type { AppliedRule } from './rule-store.ts';
import {
  annualSupplyOf,
  inSupplyUnit,
  suppliedPerUnit,
  type SupplyTerms,
} from './supplied-quantity.ts';

/** A product's mass balance of a year: one certificate may renew another within it, and does not double what can be supplied. */
interface Balance extends SupplyTerms {
  readonly productId: string;
  readonly year: number;
  /** Under all its certificates whose supply is in the same unit. */
  readonly sold: number;
  /** The certificate with the largest supply, and the county that certified it. */
  readonly certificateId: string;
  readonly countyCode: string;
}

type ProductTerms = SupplyTerms & { readonly productId: string };

/** Adds certified lines to the mass balance of their certificates, and has products looked at of which more than the supply was sold. */
export async function addToBalances(
  connection: Connection,
  { rule, enabled, thresholds }: AppliedRule<'overCapacity'>,
  lines: readonly FollowedLine[],
  now: Date,
): Promise<void> {
  const ids = [...new Set(lines.flatMap(({ certificateId }) => certificateId ?? []))];
  const terms = await readTerms(connection, ids);
  const years = new Map<string, CertificateYearRow>();
  const productIds = new Set<string>();
  const perUnit = new Map<string, number | undefined>();
  for (const line of lines) {
    const { certificateId } = line;
    const supplied = certificateId === null ? undefined : terms.get(certificateId);
    if (certificateId === null || supplied === undefined) continue;
    const unitKey = `${certificateId} ${line.unit}`;
    if (!perUnit.has(unitKey)) perUnit.set(unitKey, suppliedPerUnit(line.unit, supplied));
    const ofUnit = perUnit.get(unitKey);
    if (ofUnit === undefined) continue;
    const quantity = Math.round(Number(line.quantity) * ofUnit);
    const year = yearInShanghai(line.soldAt);
    const key = `${certificateId} ${year}`;
    const row = years.get(key) ?? { certificateId, year, sold: 0 };
    years.set(key, row);
    productIds.add(supplied.productId);
    row.sold += line.kind === 'sale' ? quantity : -quantity;
  }
  await addToRows(connection, 'certificateYear', ['certificateId', 'year'], [...years.values()]);
  if (!enabled) return;
  const exceeded = (await readBalances(connection, [...productIds])).filter((balance) =>
    isExceeded(balance, thresholds.factor),
  );
  const caseKeys = exceeded.map(({ productId, year }) => `${productId} ${year}`);
  await addDue(connection, rule, caseKeys, thresholds.settleHours, now);
}

async function readTerms(
  { db }: Connection,
  certificateIds: readonly string[],
): Promise<ReadonlyMap<string, ProductTerms>> {
  if (certificateIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('certificate')
    .innerJoin('product', 'product.productId', 'certificate.productId')
    .select(['certificateId', 'certificate.annualSupplyQuantity', 'certificate.annualSupplyUnit'])
    .select(['product.productId', 'product.spec'])
    .where('certificateId', 'in', certificateIds)
    .execute();
  return new Map(rows.map(({ certificateId, ...terms }) => [certificateId, terms]));
}

/** Findings about products of which more was sold as certified in a year, less returns and voids, than can be supplied. */
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
    const { certificateId, productId, countyCode, year, annualSupplyUnit, sold } = balance;
    const caseKey = `${productId} ${year}`;
    if (!sought.has(caseKey)) continue;
    const known = caseOf(caseKey);
    // An open finding goes on saying how it stands, also where goods have come back since.
    if (!known.open && !isExceeded(balance, rule.thresholds.factor)) continue;
    if (!known.open && known.resolved) {
      const further = reopening.furtherSupply * annualSupplyOf(balance);
      if (sold <= soldThen(known.resolved.evidence, balance) + further) continue;
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
          unit: annualSupplyUnit,
          sold: inSupplyUnit(sold, balance),
          annualSupply: balance.annualSupplyQuantity,
        },
      },
    });
  }
  await storeFindings(connection, rule, found, now);
}

async function readBalances(
  { db }: Connection,
  productIds: readonly string[],
): Promise<readonly Balance[]> {
  if (productIds.length === 0) return [];
  const rows = await db
    .selectFrom('certificate')
    .innerJoin('certificateYear', 'certificateYear.certificateId', 'certificate.certificateId')
    .innerJoin('product', 'product.productId', 'certificate.productId')
    .selectAll('certificateYear')
    .select(['certificate.productId', 'certificate.countyCode', 'product.spec'])
    .select(['certificate.annualSupplyQuantity', 'certificate.annualSupplyUnit'])
    .where('certificate.productId', 'in', [...new Set(productIds)])
    .orderBy('certificateYear.certificateId')
    .execute();
  const byYear = groupBy(rows, ({ productId, year, annualSupplyUnit }) =>
    [productId, year, annualSupplyUnit].join(' '),
  );
  return [...byYear.values()].flatMap((ofYear): Balance[] => {
    const [largest] = ofYear.toSorted((a, b) => annualSupplyOf(b) - annualSupplyOf(a));
    const sold = ofYear.reduce((sum, row) => sum + row.sold, 0);
    return largest ? [{ ...largest, sold }] : [];
  });
}

function isExceeded(balance: Balance, factor: number): boolean {
  return balance.sold > factor * annualSupplyOf(balance);
}

function soldThen(evidence: string, terms: SupplyTerms): number {
  const { facts } = JSON.parse(evidence) as { facts: { sold: string; unit: string } };
  const quantity = facts.sold.replace(/^-.*/, '0');
  return Number(quantity) * (suppliedPerUnit(facts.unit, terms) ?? 0);
}

// Of an instant in UTC; to make a date of each line takes longer than all else.
function yearInShanghai(instant: string): number {
  const year = Number(instant.slice(0, 4));
  return instant.slice(5, 13) >= '12-31T16' ? year + 1 : year;
}
