import { gtinCheckDigit, usccCheckCharacter, type SupplierKind } from '@fupin/schema';
import { hash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Registering authority and category of market entity (GB 32100-2015, tables 1 and 2). */
const beginnings: Readonly<Record<string, string>> = {
  enterprise: '91',
  leadingEnterprise: '91',
  familyFarm: '92',
  cooperative: '93',
  villageCollective: 'N2',
};

/** A unified social credit code for an invented supplier; the same for the same kind, county and name. */
export function inventedUscc(kind: SupplierKind, countyCode: string, name: string): string {
  const digest = hash('sha256', `${countyCode} ${name}`, 'buffer');
  const random = [...digest.subarray(0, 6)].map((byte) => alphabet.charAt(byte % 31)).join('');
  const organisation = `MA${random}`;
  const body = `${beginnings[kind] ?? '91'}${countyCode}${organisation}${organisationCheck(organisation)}`;
  return body + usccCheckCharacter(body);
}

/** A GTIN-13 in the Chinese number range for an invented product, by its place from 0. */
export function inventedGtin(place: number): string {
  const body = `6999${String(place).padStart(8, '0')}`;
  return body + gtinCheckDigit(body);
}

/** The check character of an organisation code, which is part of a USCC (GB 11714-1997). */
function organisationCheck(organisation: string): string {
  const sum = [...organisation].reduce(
    (total, character, place) =>
      total + organisationValue(character) * (organisationWeights[place] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}

// Here letters count from 10 in the order of the full alphabet, other than in the USCC's own check.
function organisationValue(character: string): number {
  return Number.parseInt(character, 36);
}
