import type { CountyReference } from '@fupin/schema';
import { countyCodePrefixes } from '../directory/county.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Caller } from './caller.ts';

/** The code of the whole country among those of divisions (GB/T 2260). */
export const wholeCountry = '000000';

/**
 * The division that a caller acts for in managing certificates: the one its key is bound to, else the whole country. Throws
 * `forbidden` for a township's key, and for a certifier's that is bound to none, for a certifier is always somebody's.
 */
export function divisionOfKey({ access, key }: Caller): string {
  if (key?.divisionCode && key.divisionCode.length > wholeCountry.length) {
    throw new ProblemError(
      'forbidden',
      'The key is a township’s, which reviews applications and manages no certificates.',
    );
  }
  if (key?.divisionCode) return key.divisionCode;
  if (access !== 'certifier') return wholeCountry;
  throw new ProblemError(
    'forbidden',
    'The certifier’s key is bound to no division. Ask the registry’s administrator for one that is.',
  );
}

/** Whether a county is a division, or lies within it; former codes of both are understood. */
export function isOfDivision(countyCode: string, divisionCode: string): boolean {
  return countyCodePrefixes(divisionCode).some((prefix) => countyCode.startsWith(prefix));
}

/** Throws `forbidden` unless the county lies in the division that the caller acts for. */
export function checkDivision(caller: Caller, { code, name }: CountyReference): void {
  const division = divisionOfKey(caller);
  if (isOfDivision(code, division)) return;
  throw new ProblemError(
    'forbidden',
    `This is a matter of ${name} (${code}), and the key is bound to the division ${division}.`,
  );
}
