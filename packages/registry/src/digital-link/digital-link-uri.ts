import { isGtin } from '@fupin/schema';

/** What a GS1 Digital Link URI path names: a trade item, and the attributes that narrow it down. */
export interface DigitalLinkKey {
  /** The GTIN in 14 digits. */
  readonly gtin14: string;
  /** Key qualifiers in the order of the path, e.g. `['10', 'LOT7']` for a batch or lot. */
  readonly qualifiers: readonly (readonly [applicationIdentifier: string, value: string])[];
}

/** The qualifiers of a GTIN in the order they must have: variant, batch or lot, serial number; or a third party's serial. */
const sequences = [['22', '10', '21'], ['235']] as const;
const maximumLength: Readonly<Record<string, number>> = { '22': 20, '10': 20, '21': 20, '235': 28 };
/** Character set 82 of the GS1 General Specifications (figure 7.11-1). */
const characterSet82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;

/**
 * Reads the path of a GS1 Digital Link URI below the resolver's root, such as `01/06901234567892/10/LOT7`, percent-encoded;
 * a slash at its end is let pass (GS1 Digital Link URI Syntax). The reason in words where it is none.
 */
export function readDigitalLink(path: string): DigitalLinkKey | string {
  const [primaryKey, gtin = '', ...rest] = path
    .replace(/\/$/, '')
    .split('/')
    .map(decodeURIComponent);
  if (primaryKey !== '01') return 'only GTINs are resolved here: /id/01/ and the number';
  if (!isGtin(gtin)) {
    return 'must be a GTIN of 8, 12, 13 or 14 digits whose check digit is right, and not an in-store number';
  }
  const qualifiers: [string, string][] = [];
  for (let place = 0; place < rest.length; place += 2) {
    const identifier = rest[place] ?? '';
    const value = rest[place + 1] ?? '';
    const longest = maximumLength[identifier];
    if (longest === undefined)
      return `"${identifier}" does not qualify a GTIN: 22, 10, 21 and 235 do`;
    if (value.length > longest || !characterSet82.test(value)) {
      return `the value of ${identifier} must have 1 to ${longest} characters of GS1 character set 82`;
    }
    qualifiers.push([identifier, value]);
  }
  const identifiers = qualifiers.map(([identifier]) => identifier);
  if (!sequences.some((sequence) => isSubsequence(identifiers, sequence))) {
    return 'qualifiers must stand in the order 22, 10, 21; or 235 alone';
  }
  return { gtin14: gtin.padStart(14, '0'), qualifiers };
}

/** The URIs of a key at a resolver's root, from the trade item down to its last qualifier. */
export function digitalLinkUris(
  root: string,
  { gtin14, qualifiers }: DigitalLinkKey,
): readonly string[] {
  const uris = [`${root}/01/${gtin14}`];
  for (const [identifier, value] of qualifiers) {
    uris.push(`${uris.at(-1)}/${identifier}/${encodeURIComponent(value)}`);
  }
  return uris;
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  const places = part.map((each) => whole.indexOf(each));
  return places.every((place, index) => place > (places[index - 1] ?? -1));
}
