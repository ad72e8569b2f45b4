import type { Connection } from '../database/database.ts';
import { addToRows } from '../database/write-rows.ts';
import { referenceFenOf, type PricedProduct } from './comparable-price.ts';
import type { PriceWeekRow } from './finding-tables.ts';
import type { FollowedLine } from './followed-lines.ts';
import { addDue } from './due-cases.ts';
import type { AppliedRules } from './rule-store.ts';

const dayMs = 86_400_000;

/** The Monday of the week of a date. */
export function mondayOf(date: string): string {
  const day = Date.parse(date) / dayMs;
  // 1 January 1970 was a Thursday.
  return new Date((day - ((day + 3) % 7)) * dayMs).toISOString().slice(0, 10);
}

/** Whether a line says what was paid for a good: a sale, or a void that takes one back. */
export function isPriced({ kind, productId, amountFen, originalLineId }: FollowedLine): boolean {
  return (
    productId !== null &&
    amountFen > 0 &&
    (kind === 'sale' || (kind === 'void' && originalLineId !== null))
  );
}

/**
 * Adds lines to the weeks of their outlet and product, and has those looked at where something was dear. A void takes its sale
 * out of the week of the sale.
 */
export async function addToPriceWeeks(
  connection: Connection,
  { priceAboveReference, priceJumpAfterListing }: AppliedRules,
  lines: readonly FollowedLine[],
  now: Date,
): Promise<void> {
  const rules = [priceAboveReference, priceJumpAfterListing].filter(({ enabled }) => enabled);
  if (rules.length === 0 || lines.length === 0) return;
  const referenceOf = await references(connection, lines);
  const dearFactor = priceAboveReference.thresholds.factor;
  const noticedFactor = Math.min(dearFactor, priceJumpAfterListing.thresholds.aboveReference);
  const weeks = new Map<string, PriceWeekRow>();
  const noticed = new Set<string>();
  const mondays = new Map<string, string>();
  for (const line of lines) {
    const { outletId, productId, amountFen } = line;
    if (productId === null) continue;
    const unitFen = referenceOf(productId, line.unit);
    const referenceFen = unitFen === undefined ? 0 : Math.round(unitFen * Number(line.quantity));
    if (referenceFen === 0) continue;
    const date = line.kind === 'void' ? dateOfLine(line.originalLineId ?? '') : line.businessDate;
    let week = mondays.get(date);
    if (week === undefined) mondays.set(date, (week = mondayOf(date)));
    const key = `${outletId} ${productId} ${week}`;
    let row = weeks.get(key);
    if (!row) {
      row = { outletId, productId, week, lines: 0, dearLines: 0, amountFen: 0, referenceFen: 0 };
      weeks.set(key, row);
    }
    const sign = line.kind === 'sale' ? 1 : -1;
    row.lines += sign;
    row.amountFen += sign * amountFen;
    row.referenceFen += sign * referenceFen;
    if (amountFen > dearFactor * referenceFen) row.dearLines += sign;
    if (amountFen > noticedFactor * referenceFen) noticed.add(`${outletId} ${productId}`);
  }
  await addToRows(connection, 'priceWeek', ['outletId', 'productId', 'week'], [...weeks.values()]);
  for (const { rule, thresholds } of rules) {
    await addDue(connection, rule, [...noticed], thresholds.settleHours, now);
  }
}

/** The business date of a line by its id. */
function dateOfLine(lineId: string): string {
  return lineId.split('/')[2] ?? '';
}

async function references({ db }: Connection, lines: readonly FollowedLine[]) {
  const products = await db
    .selectFrom('product')
    .select(['productId', 'spec', 'referencePriceFen', 'annualSupplyUnit'])
    .where('productId', 'in', [...new Set(lines.flatMap(({ productId }) => productId ?? []))])
    .execute();
  const byId = new Map<string, PricedProduct>(products.map((each) => [each.productId, each]));
  const known = new Map<string, number | undefined>();
  return (productId: string, unit: string): number | undefined => {
    const key = `${productId} ${unit}`;
    if (!known.has(key)) {
      const product = byId.get(productId);
      known.set(key, product && referenceFenOf(product, unit));
    }
    return known.get(key);
  };
}
