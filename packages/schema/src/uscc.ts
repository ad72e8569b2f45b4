import * as z from 'zod/mini';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * The check character of a unified social credit code, from its first 17 characters (GB 32100-2015, 4.5: weights are
 * powers of 3 modulo 31). Throws a RangeError where they are not 17 characters of the code's alphabet.
 */
export function usccCheckCharacter(body: string): string {
  if (body.length !== 17)
    throw new RangeError(`USCC body: expected 17 characters, received ${body.length}`);
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new RangeError(`USCC body: "${character}" is not one of ${alphabet}`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Whether a text is a unified social credit code: 18 characters, of which the last checks the others (GB 32100-2015). */
export function isUscc(text: string): boolean {
  return (
    /^[1-9A-HJ-NPQRTUWXY][1-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text) &&
    usccCheckCharacter(text.slice(0, 17)) === text.charAt(17)
  );
}

/** A unified social credit code with a correct check character. */
export const Uscc = z
  .string()
  .check(
    z.refine(isUscc, {
      error: 'must be a unified social credit code whose check character is right',
    }),
  );
