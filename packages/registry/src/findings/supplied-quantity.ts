import { fromSmallest, toSmallest } from '../log/supply-measure.ts';
import { contentOf, isPackOf } from './comparable-price.ts';

/** What of a certificate and its product says how much can be supplied. */
export interface SupplyTerms {
  readonly annualSupplyQuantity: string;
  readonly annualSupplyUnit: string;
  /** Of the product: what a pack of it holds. */
  readonly spec: string;
}

// Whole numbers add up to the same in whichever order; a column of floating-point numbers holds them up to 2^53.
const thousandth = 1000n;

/**
 * How many thousandths of the smallest unit that goes with the supply's, gram, millilitre or piece, one of a unit is. Packs of what is
 * supplied by weight or volume count for what the specification says they hold. Undefined where it can't be compared.
 */
export function suppliedPerUnit(
  unit: string,
  { annualSupplyUnit, spec }: SupplyTerms,
): number | undefined {
  const direct = toSmallest({ quantity: '1', unit }, annualSupplyUnit);
  if (direct !== undefined) return Number(direct / thousandth);
  if (!isPackOf(spec, unit)) return undefined;
  for (const base of ['g', 'mL']) {
    if (toSmallest({ quantity: '1', unit: base }, annualSupplyUnit) === undefined) continue;
    const content = contentOf(spec, base);
    return content === undefined ? undefined : content / Number(thousandth);
  }
  return undefined;
}

/** What can be supplied in a year, in the same unit. */
export function annualSupplyOf({ annualSupplyQuantity, annualSupplyUnit }: SupplyTerms): number {
  const supply = { quantity: annualSupplyQuantity, unit: annualSupplyUnit };
  return Number((toSmallest(supply, annualSupplyUnit) ?? 0n) / thousandth);
}

/** Such a quantity as a decimal in the supply's unit. */
export function inSupplyUnit(quantity: number, { annualSupplyUnit }: SupplyTerms): string {
  return fromSmallest(BigInt(quantity) * thousandth, annualSupplyUnit);
}
