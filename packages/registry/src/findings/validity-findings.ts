import { endOfDay, isInForce, startOfDay, statusAt } from '@fupin/schema';
import { findValidities, type ProductValidity } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import {
  knownCases,
  storeFindings,
  type CaseEvidence,
  type CaseSubject,
  type KnownCase,
} from './finding-store.ts';
import type { FollowedLine } from './followed-lines.ts';
import { gatherLines } from './gathered-lines.ts';
import type { AppliedRule, AppliedRules } from './rule-store.ts';

const hourMs = 3_600_000;

/** A line that was claimed to be of a certified product and is not, with what it makes a case with. */
interface UncertifiedLine {
  readonly line: FollowedLine;
  readonly caseKey: string;
  readonly subject: CaseSubject;
  readonly facts: CaseEvidence['facts'];
}

/** Whether a line says that it is of a product of the directory, and counts as certified for none. */
export function isUncertifiedClaim(line: FollowedLine): boolean {
  return (
    line.kind === 'sale' &&
    line.certificateId === null &&
    (line.reportedProductId !== null || (line.productId !== null && line.sku !== null))
  );
}

/** Findings about goods sold as certified that never had a certificate, or whose certificate was not in force. */
export async function findUncertified(
  connection: Connection,
  { notCertified, outsideValidity }: AppliedRules,
  lines: readonly FollowedLine[],
  now: Date,
): Promise<void> {
  if (lines.length === 0) return;
  const claims = await claimsOf(connection, lines);
  const productIds = [...new Set(claims.map(({ productId }) => productId))];
  const certificates = groupBy(
    await findValidities(connection, productIds),
    ({ productId }) => productId,
  );
  const counties = await countiesOf(connection, productIds);
  const never: UncertifiedLine[] = [];
  const outside: UncertifiedLine[] = [];
  const graceMs = outsideValidity.thresholds.graceHours * hourMs;
  for (const { line, productId, claimedBy } of claims) {
    const { outletId } = line;
    const countyCode = counties.get(productId) ?? '';
    const known = certificates.get(productId);
    if (!known) {
      const subject = { outletIds: [outletId], productId, countyCode };
      const caseKey = `${outletId} ${productId}`;
      never.push({ line, caseKey, subject, facts: { claimedBy } });
      continue;
    }
    const soldAt = Date.parse(line.soldAt);
    const instants = [soldAt, soldAt - graceMs, soldAt + graceMs].map((each) => new Date(each));
    if (instants.some((at) => known.some((certificate) => isInForce(certificate, at)))) continue;
    const certificate = nearest(known, new Date(soldAt));
    const { certificateId, validFrom, validUntil } = certificate;
    const status = standing(certificate, new Date(soldAt));
    outside.push({
      line,
      caseKey: `${outletId} ${certificateId} ${status}`,
      subject: { outletIds: [outletId], productId, certificateId, countyCode },
      facts: { status, validFrom, validUntil },
    });
  }
  await store(connection, notCertified, never, now);
  await store(connection, outsideValidity, outside, now);
}

/** By which the goods are said to be certified; a good that the directory merely knows by its GTIN is not. */
async function claimsOf(connection: Connection, lines: readonly FollowedLine[]) {
  const bySku = lines.filter(({ reportedProductId }) => reportedProductId === null);
  const listed = await listedSkus(connection, bySku);
  return lines.flatMap((line) => {
    const { outletId, sku, productId, reportedProductId } = line;
    if (reportedProductId !== null) {
      return [{ line, productId: productId ?? reportedProductId, claimedBy: 'productId' }];
    }
    const isListed = productId !== null && listed.has(`${outletId} ${productId} ${sku}`);
    return isListed ? [{ line, productId, claimedBy: 'listing' }] : [];
  });
}

async function listedSkus({ db }: Connection, lines: readonly FollowedLine[]) {
  const listed = new Set<string>();
  for (const [outletId, ofOutlet] of groupBy(lines, (line) => line.outletId)) {
    const rows = await db
      .selectFrom('listing')
      .select(['sku', 'productId'])
      .where('outletId', '=', outletId)
      .where('sku', 'in', [...new Set(ofOutlet.flatMap(({ sku }) => sku ?? []))])
      .execute();
    for (const { sku, productId } of rows) listed.add(`${outletId} ${productId} ${sku}`);
  }
  return listed;
}

async function countiesOf(
  { db }: Connection,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('product')
    .select(['productId', 'countyCode'])
    .where('productId', 'in', productIds)
    .execute();
  return new Map(rows.map(({ productId, countyCode }) => [productId, countyCode]));
}

/** The certificate that a sale would have been under: the last to begin before it, or else the first to begin. */
function nearest(certificates: readonly ProductValidity[], at: Date): ProductValidity {
  const inOrder = certificates.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const found = inOrder.findLast(({ validFrom }) => startOfDay(validFrom) <= at) ?? inOrder[0];
  if (!found) throw new Error('expected at least one certificate');
  return found;
}

function standing(certificate: ProductValidity, at: Date): string {
  const status = statusAt(certificate, at);
  if (status !== 'active') return status;
  if (at < startOfDay(certificate.validFrom)) return 'notYet';
  return at >= endOfDay(certificate.validUntil) ? 'expired' : status;
}

async function store(
  connection: Connection,
  rule: AppliedRule,
  lines: readonly UncertifiedLine[],
  now: Date,
): Promise<void> {
  if (!rule.enabled || lines.length === 0) return;
  const byCase = groupBy(lines, ({ caseKey }) => caseKey);
  const caseOf = await knownCases(connection, rule.rule, [...byCase.keys()]);
  const cases = [...byCase].flatMap(([caseKey, ofCase]) => {
    const known = caseOf(caseKey);
    const counting = ofCase.filter(({ line }) => line.soldAt >= known.countsFrom);
    const [first] = counting;
    if (!first) return [];
    const evidence = gatherLines(
      evidenceOf(known),
      counting.map(({ line }) => line),
      first.facts,
    );
    return [{ caseKey, known, subject: first.subject, evidence }];
  });
  await storeFindings(connection, rule, cases, now);
}

function evidenceOf({ open }: KnownCase): CaseEvidence | undefined {
  return open && (JSON.parse(open.evidence) as CaseEvidence);
}
