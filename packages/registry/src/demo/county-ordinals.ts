import { specialities } from './specialities.ts';

const seen = new Map<string, number>();

/** The place of each speciality among those of its own county, from 1, in the order of specialities. */
export const countyOrdinals: readonly number[] = specialities.map(({ countyCode }) => {
  const ordinal = (seen.get(countyCode) ?? 0) + 1;
  seen.set(countyCode, ordinal);
  return ordinal;
});
