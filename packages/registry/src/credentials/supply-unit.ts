/** A unit of supply as a code of UNECE Recommendation 20, and how many of that unit make one. */
interface UnitCode {
  readonly code: string;
  readonly factor: number;
}

const kilogram = 'KGM';
const tonne = 'TNE';
const litre = 'LTR';
const piece = 'H87';

const unitCodes: ReadonlyMap<string, UnitCode> = new Map([
  ['克', { code: 'GRM', factor: 1 }],
  ['g', { code: 'GRM', factor: 1 }],
  ['斤', { code: kilogram, factor: 0.5 }],
  ['公斤', { code: kilogram, factor: 1 }],
  ['千克', { code: kilogram, factor: 1 }],
  ['kg', { code: kilogram, factor: 1 }],
  ['吨', { code: tonne, factor: 1 }],
  ['t', { code: tonne, factor: 1 }],
  ['万吨', { code: tonne, factor: 10_000 }],
  ['升', { code: litre, factor: 1 }],
  ['L', { code: litre, factor: 1 }],
  ['千升', { code: litre, factor: 1_000 }],
  ['头', { code: 'HEA', factor: 1 }],
  ['万枚', { code: piece, factor: 10_000 }],
  ['万个', { code: piece, factor: 10_000 }],
  ['万件', { code: piece, factor: 10_000 }],
]);

/** A year's supply in a unit of UNECE Recommendation 20; what has no unit of its own there is counted in pieces. */
export function measureOfSupply(supply: { readonly quantity: string; readonly unit: string }): {
  readonly value: number;
  readonly unit: string;
} {
  const { code, factor } = unitCodes.get(supply.unit) ?? { code: piece, factor: 1 };
  return { value: Number((Number(supply.quantity) * factor).toFixed(6)), unit: code };
}
