import { dateInShanghai, startOfDay } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { knownCases, storeFindings, type CaseEvidence, type CaseFound } from './finding-store.ts';
import type { PriceWeekRow } from './finding-tables.ts';
import { referenceFenOf, type PricedProduct } from './comparable-price.ts';
import { firstLines } from './gathered-lines.ts';
import { mondayOf } from './price-weeks.ts';
import type { AppliedRule } from './rule-store.ts';

const weekMs = 7 * 86_400_000;

/** What an outlet took for a product, as far as it is to be judged. */
interface PriceHistory {
  readonly outletId: string;
  readonly product: PricedProduct & { readonly countyCode: string };
  /** In their order, without those in which nothing was sold. */
  readonly weeks: readonly PriceWeekRow[];
  /** The first day on which a certificate of the product was valid; undefined where there is none. */
  readonly certifiedFrom: string | undefined;
}

/** Weeks in which prices were too high, with the figures that say so. */
interface DearWeeks {
  readonly weeks: readonly PriceWeekRow[];
  /** From which factor of the reference price on a line is shown as evidence. */
  readonly shownFactor: number;
  readonly occurrences: number;
  readonly facts: CaseEvidence['facts'];
}

/** Findings about prices above the reference price. */
export function findPricesAboveReference(
  connection: Connection,
  rule: AppliedRule<'priceAboveReference'>,
  caseKeys: readonly string[],
  now: Date,
): Promise<void> {
  const { factor, minimumLines } = rule.thresholds;
  return findPrices(connection, rule, caseKeys, now, ({ weeks, product }) => {
    const dear = weeks.filter(({ dearLines }) => dearLines > 0);
    const occurrences = dear.reduce((sum, { dearLines }) => sum + dearLines, 0);
    if (occurrences < minimumLines) return undefined;
    const facts = {
      referencePriceFen: product.referencePriceFen,
      highestWeekRatio: rounded(Math.max(...dear.map(ratioOf))),
    };
    return { weeks: dear, shownFactor: factor, occurrences, facts };
  });
}

/** Findings about prices that rose after certification, or after the first weeks, and above the reference price. */
export function findPriceJumps(
  connection: Connection,
  rule: AppliedRule<'priceJumpAfterListing'>,
  caseKeys: readonly string[],
  now: Date,
): Promise<void> {
  const { factor, aboveReference, baselineWeeks, sustainedWeeks } = rule.thresholds;
  return findPrices(connection, rule, caseKeys, now, (history, countsFrom) => {
    const { weeks, product, certifiedFrom } = history;
    const beforeCertification = weeks.filter(
      ({ week }) => certifiedFrom !== undefined && week < mondayOf(certifiedFrom),
    );
    const [first] = weeks;
    const baseline =
      beforeCertification.length > 0
        ? beforeCertification
        : weeks.filter(({ week }) => first && weeksBetween(first.week, week) < baselineWeeks);
    const lastOfBaseline = baseline.at(-1)?.week ?? '';
    const before = Math.max(...baseline.map(ratioOf));
    const threshold = Math.max(before * factor, aboveReference);
    const after = weeks.filter(
      (each) => each.week > lastOfBaseline && each.week >= countsFrom && ratioOf(each) > threshold,
    );
    if (after.length < sustainedWeeks) return undefined;
    const facts = {
      since: beforeCertification.length > 0 ? 'certification' : 'firstListing',
      referencePriceFen: product.referencePriceFen,
      ratioBefore: rounded(before),
      highestRatioAfter: rounded(Math.max(...after.map(ratioOf))),
    };
    return { weeks: after, shownFactor: threshold, occurrences: after.length, facts };
  });
}

async function findPrices(
  connection: Connection,
  rule: AppliedRule<'priceAboveReference' | 'priceJumpAfterListing'>,
  caseKeys: readonly string[],
  now: Date,
  judge: (history: PriceHistory, countsFrom: string) => DearWeeks | undefined,
): Promise<void> {
  if (!rule.enabled) return;
  const caseOf = await knownCases(connection, rule.rule, caseKeys);
  const found: CaseFound[] = [];
  for (const caseKey of caseKeys) {
    const known = caseOf(caseKey);
    const history = await readHistory(connection, caseKey);
    if (!history) continue;
    const countsFrom = known.countsFrom && nextMonday(known.countsFrom);
    const isJudgedWhole = rule.rule === 'priceJumpAfterListing';
    const weeks = isJudgedWhole
      ? history.weeks
      : history.weeks.filter(({ week }) => week >= countsFrom);
    const dear = judge({ ...history, weeks }, countsFrom);
    const [first, last] = [dear?.weeks[0], dear?.weeks.at(-1)];
    if (!dear || !first || !last) continue;
    const { outletId, product } = history;
    found.push({
      caseKey,
      known,
      subject: {
        outletIds: [outletId],
        productId: product.productId,
        countyCode: product.countyCode,
      },
      evidence: {
        occurrences: dear.occurrences,
        firstAt: startOfDay(first.week).toISOString(),
        lastAt: new Date(startOfDay(last.week).getTime() + weekMs).toISOString(),
        lineIds: await dearLines(connection, history, dear),
        facts: dear.facts,
      },
    });
  }
  await storeFindings(connection, rule, found, now);
}

async function readHistory({ db }: Connection, caseKey: string): Promise<PriceHistory | undefined> {
  const [outletId = '', productId = ''] = caseKey.split(' ');
  const weeks = await db
    .selectFrom('priceWeek')
    .selectAll()
    .where('outletId', '=', outletId)
    .where('productId', '=', productId)
    .orderBy('week')
    .execute();
  const product = await db
    .selectFrom('product')
    .select(['productId', 'spec', 'referencePriceFen', 'annualSupplyUnit', 'countyCode'])
    .where('productId', '=', productId)
    .executeTakeFirst();
  const certificate = await db
    .selectFrom('certificate')
    .select('validFrom')
    .where('productId', '=', productId)
    .orderBy('validFrom')
    .limit(1)
    .executeTakeFirst();
  const sold = weeks.filter(({ lines, referenceFen }) => lines > 0 && referenceFen > 0);
  return product && { outletId, product, weeks: sold, certifiedFrom: certificate?.validFrom };
}

/** Lines of weeks in which the price was too high that were themselves. */
async function dearLines(
  { db }: Connection,
  { outletId, product }: PriceHistory,
  { weeks, shownFactor }: DearWeeks,
): Promise<readonly string[]> {
  const lineIds: string[] = [];
  for (const { week } of weeks) {
    const sunday = dateInShanghai(new Date(startOfDay(week).getTime() + weekMs - 1));
    const lines = await db
      .selectFrom('saleLine')
      .select(['lineId', 'quantity', 'unit', 'amountFen'])
      .where('outletId', '=', outletId)
      .where('businessDate', '>=', week)
      .where('businessDate', '<=', sunday)
      .where('productId', '=', product.productId)
      .where('kind', '=', 'sale')
      .execute();
    for (const { lineId, quantity, unit, amountFen } of lines) {
      const unitFen = referenceFenOf(product, unit);
      if (unitFen !== undefined && amountFen > shownFactor * Math.round(unitFen * Number(quantity)))
        lineIds.push(lineId);
    }
    if (lineIds.length > 10) break;
  }
  return firstLines(lineIds);
}

function ratioOf({ amountFen, referenceFen }: PriceWeekRow): number {
  return amountFen / referenceFen;
}

function weeksBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / weekMs;
}

function nextMonday(instant: string): string {
  const monday = Date.parse(mondayOf(dateInShanghai(new Date(instant))));
  return new Date(monday + weekMs).toISOString().slice(0, 10);
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(3));
}
