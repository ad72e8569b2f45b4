import type { ProductRow } from '../database/tables.ts';
import { toSmallest } from '../log/supply-measure.ts';

/** What of a product says what a unit of it may cost. */
export type PricedProduct = Pick<
  ProductRow,
  'productId' | 'spec' | 'referencePriceFen' | 'annualSupplyUnit'
>;

// What a pack is called; a carton or a set may hold any number of them.
const packs: ReadonlySet<string> = new Set([...'袋盒罐瓶包桶份个只枚听提', '礼盒']);
const contents = /(\d+(?:\.\d+)?)\s*(kg|g|千克|公斤|克|斤|mL|ml|毫升|L|升)(?:\s*[×xX*]\s*(\d+))?/;

/**
 * What one unit of a product costs at its reference price, in fen; undefined where the unit can't be compared with that for
 * which the price stands. That is the pack: the unit of the annual supply where the supply is counted, else any name of a
 * pack. A weight or volume is compared by what the specification says a pack holds.
 */
export function referenceFenOf(product: PricedProduct, unit: string): number | undefined {
  const { referencePriceFen, annualSupplyUnit, spec } = product;
  if (unit === annualSupplyUnit && !isMeasure(unit)) return referencePriceFen;
  for (const base of ['g', 'mL']) {
    const size = toSmallest({ quantity: '1', unit }, base);
    if (size === undefined) continue;
    const content = contentOf(spec, base);
    return content === undefined ? undefined : (referencePriceFen * Number(size)) / content;
  }
  return isPackOf(spec, unit) && isMeasure(annualSupplyUnit) ? referencePriceFen : undefined;
}

/** Whether a unit is that of one pack of what a specification describes. */
export function isPackOf(spec: string, unit: string): boolean {
  return packs.has(unit) || spec.endsWith(`/${unit}`);
}

function isMeasure(unit: string): boolean {
  return ['g', 'mL'].some((base) => toSmallest({ quantity: '1', unit }, base) !== undefined);
}

/** What a pack holds by its specification, in millionths of a gram or millilitre; undefined where it says nothing of the kind. */
export function contentOf(spec: string, base: string): number | undefined {
  const [, quantity, unit, packsHeld = '1'] = contents.exec(spec) ?? [];
  if (quantity === undefined || unit === undefined) return undefined;
  const size = toSmallest({ quantity, unit: unit === 'ml' ? 'mL' : unit }, base);
  const content = size === undefined ? 0 : Number(size) * Number(packsHeld);
  return content > 0 ? content : undefined;
}
