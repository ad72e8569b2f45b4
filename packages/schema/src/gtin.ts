import * as z from 'zod/mini';

/**
 * The check digit of a GTIN, from the digits before it (GS1 General Specifications 7.9: weights 3 and 1 from the right).
 * Throws a RangeError where there is anything but digits.
 */
export function gtinCheckDigit(body: string): string {
  if (!/^\d+$/.test(body)) throw new RangeError(`GTIN body: expected digits, received "${body}"`);
  let sum = 0;
  for (let place = 1; place <= body.length; place += 1) {
    sum += Number(body.at(-place)) * (place % 2 === 1 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/**
 * Whether a text is a GTIN-8, -12, -13 or -14 with a correct check digit. Restricted circulation numbers (13 digits that
 * begin with 2, and 02 or 04 in 12 digits written as 13), which a shop gives out itself, are none.
 */
export function isGtin(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return false;
  const gtin13 = text.padStart(14, '0').slice(1);
  // Five leading zeros make it a GTIN-8, whose restricted numbers begin with 0 or 2; all zeros is one of them.
  if (/^(?:2|02|04|00000[02])/.test(gtin13)) return false;
  return gtinCheckDigit(text.slice(0, -1)) === text.at(-1);
}

/** A GTIN with a correct check digit, not a number for a shop's own use. */
export const Gtin = z
  .string()
  .check(
    z.refine(isGtin, {
      error: 'must be a GTIN whose check digit is right, and not an in-store number',
    }),
  );
