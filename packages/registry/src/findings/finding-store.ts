import type { FindingEvidence, FindingRuleName } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import { groupBy } from '../group-by.ts';
import { findOutlets } from '../outlets/outlet-store.ts';
import { randomId } from '../record-id.ts';
import { appendEvents } from '../webhooks/append-events.ts';
import { reopening } from './default-rules.ts';
import type { FindingRow } from './finding-tables.ts';
import type { AppliedRule } from './rule-store.ts';

const dayMs = 86_400_000;
const casesAtOnce = 500;

/** What a finding is about. */
export interface CaseSubject {
  readonly outletIds: readonly string[];
  readonly productId?: string | null;
  readonly certificateId?: string | null;
  readonly terminalId?: string | null;
  /** Empty where it is the whole country's. */
  readonly countyCode: string;
}

/** What was found of a case, without the thresholds. */
export type CaseEvidence = Pick<
  FindingEvidence,
  'occurrences' | 'firstAt' | 'lastAt' | 'lineIds' | 'facts'
>;

/** Where a case stands. */
export interface KnownCase {
  /** The open finding of the case; undefined where none is. */
  readonly open: FindingRow | undefined;
  /** The finding that was resolved last; undefined where none was. */
  readonly resolved: FindingRow | undefined;
  /** Only what was sold from this instant on counts, RFC 3339. */
  readonly countsFrom: string;
}

const unknownCase: KnownCase = { open: undefined, resolved: undefined, countsFrom: '' };

/** A function that says where the cases of a rule stand. */
export async function knownCases(
  { db }: Connection,
  rule: FindingRuleName,
  caseKeys: readonly string[],
): Promise<(caseKey: string) => KnownCase> {
  const distinct = [...new Set(caseKeys)];
  const rows: FindingRow[] = [];
  for (let start = 0; start < distinct.length; start += casesAtOnce) {
    const found = await db
      .selectFrom('finding')
      .selectAll()
      .where('rule', '=', rule)
      .where('caseKey', 'in', distinct.slice(start, start + casesAtOnce))
      .orderBy('raisedAt')
      .execute();
    rows.push(...found);
  }
  const byCase = groupBy(rows, ({ caseKey }) => caseKey);
  return (caseKey) => {
    const findings = byCase.get(caseKey);
    return findings ? standingOf(findings) : unknownCase;
  };
}

function standingOf(findings: readonly FindingRow[]): KnownCase {
  const open = findings.find(({ state }) => state === 'open');
  const resolved = findings.findLast(({ state }) => state !== 'open');
  return { open, resolved, countsFrom: open?.countsFrom ?? countsAgainFrom(resolved) };
}

function countsAgainFrom(resolved: FindingRow | undefined): string {
  if (!resolved?.resolvedAt) return '';
  const days = resolved.state === 'upheld' ? reopening.upheld : reopening.dismissed;
  return new Date(Date.parse(resolved.resolvedAt) + days * dayMs).toISOString();
}

/** A finding that is to be raised, or the evidence of an open one as it is now. */
export interface CaseFound {
  readonly caseKey: string;
  readonly known: KnownCase;
  readonly subject: CaseSubject;
  readonly evidence: CaseEvidence;
}

/** Raises findings for cases that have none open, and gives the others their evidence of now; returns the cases of which either is new. */
export async function storeFindings(
  connection: Connection,
  { rule, version, thresholds }: AppliedRule,
  cases: readonly CaseFound[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const at = now.toISOString();
  const raised: FindingRow[] = [];
  const changed = new Set<string>();
  for (const { caseKey, known, subject, evidence } of cases) {
    if (known.open) {
      if (await grow(connection, known.open, evidence, at)) changed.add(caseKey);
      continue;
    }
    changed.add(caseKey);
    raised.push({
      findingId: randomId('fnd'),
      rule,
      ruleVersion: version,
      caseKey,
      state: 'open',
      countyCode: subject.countyCode,
      outletIds: JSON.stringify(subject.outletIds),
      productId: subject.productId ?? null,
      certificateId: subject.certificateId ?? null,
      terminalId: subject.terminalId ?? null,
      evidence: JSON.stringify({ ...evidence, thresholds }),
      countsFrom: known.countsFrom,
      raisedAt: at,
      updatedAt: at,
      reasonCode: null,
      reason: null,
      resolvedAt: null,
      resolvedBy: null,
      statusChangedAt: null,
      resolutionMs: null,
    });
  }
  if (raised.length === 0) return changed;
  await upsertRows(connection, 'finding', ['findingId'], raised);
  await addParties(connection, raised);
  await appendEvents(
    connection,
    raised.map(({ findingId, outletIds, productId, certificateId, countyCode }) => ({
      type: 'finding.raised' as const,
      timestamp: at,
      data: {
        findingId,
        rule,
        outletIds: JSON.parse(outletIds) as string[],
        productId,
        certificateId,
        countyCode: countyCode || null,
      },
    })),
  );
  return changed;
}

// The thresholds stay those by which it was raised.
async function grow(
  { db }: Connection,
  { findingId, evidence: before }: FindingRow,
  evidence: CaseEvidence,
  at: string,
): Promise<boolean> {
  const { thresholds } = JSON.parse(before) as FindingEvidence;
  const grown = JSON.stringify({ ...evidence, thresholds });
  if (grown === before) return false;
  await db
    .updateTable('finding')
    .set({ evidence: grown, updatedAt: at })
    .where('findingId', '=', findingId)
    .where('state', '=', 'open')
    .execute();
  return true;
}

async function addParties(connection: Connection, findings: readonly FindingRow[]): Promise<void> {
  const about = findings.flatMap(({ findingId, outletIds }) =>
    (JSON.parse(outletIds) as string[]).map((outletId) => ({ findingId, outletId })),
  );
  const outlets = await findOutlets(
    connection,
    about.map(({ outletId }) => outletId),
  );
  const rows = about.flatMap(({ findingId, outletId }) => {
    const operatorId = outlets.get(outletId)?.operatorId;
    return operatorId ? [{ outletId, findingId, operatorId }] : [];
  });
  await upsertRows(connection, 'findingParty', ['findingId', 'outletId'], rows);
}
