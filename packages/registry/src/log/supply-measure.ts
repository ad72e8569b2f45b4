/** Millionths of the smallest unit that goes with a unit: grams, millilitres, or the unit itself where it has no kin. */
interface Measure {
  readonly kind: string;
  readonly perUnit: bigint;
}

const decimals = 6;
const million = 10n ** BigInt(decimals);
const mass = (grams: number): Measure => ({ kind: 'g', perUnit: BigInt(grams) });
const volume = (millilitres: number): Measure => ({ kind: 'mL', perUnit: BigInt(millilitres) });

const measures: ReadonlyMap<string, Measure> = new Map([
  ['克', mass(1)],
  ['g', mass(1)],
  ['斤', mass(500)],
  ['公斤', mass(1000)],
  ['千克', mass(1000)],
  ['kg', mass(1000)],
  ['吨', mass(1_000_000)],
  ['t', mass(1_000_000)],
  ['万吨', mass(10_000_000_000)],
  ['毫升', volume(1)],
  ['mL', volume(1)],
  ['升', volume(1000)],
  ['L', volume(1000)],
  ['千升', volume(1_000_000)],
]);

/** A quantity in millionths of its smallest unit, exactly; undefined where its unit can't be compared with the supply's. */
export function toSmallest(
  { quantity, unit }: { readonly quantity: string; readonly unit: string },
  supplyUnit: string,
): bigint | undefined {
  const measure = measureOf(unit);
  if (unit !== supplyUnit && measure.kind !== measureOf(supplyUnit).kind) return undefined;
  const [whole = '0', fraction = ''] = quantity.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0')) * measure.perUnit;
}

/** Millionths of the smallest unit as a decimal in a unit, rounded towards zero at the sixth decimal. */
export function fromSmallest(smallest: bigint, unit: string): string {
  const amount = smallest / measureOf(unit).perUnit;
  if (amount % million === 0n) return String(amount / million);
  const size = amount < 0n ? -amount : amount;
  const fraction = String(size % million)
    .padStart(decimals, '0')
    .replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${size / million}${fraction && `.${fraction}`}`;
}

function measureOf(unit: string): Measure {
  return measures.get(unit) ?? { kind: unit, perUnit: 1n };
}
