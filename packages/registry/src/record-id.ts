import { hash, randomBytes } from 'node:crypto';

/** The kinds of record by the prefix of their ids. */
export type IdPrefix =
  | 'sup'
  | 'prd'
  | 'crt'
  | 'opr'
  | 'out'
  | 'bdg'
  | 'lic'
  | 'key'
  | 'spc'
  | 'cmp'
  | 'fnd'
  | 'bla'
  | 'app'
  | 'evd'
  | 'obj'
  | 'bat'
  | 'sbt'
  | 'cpn'
  | 'whk'
  | 'evt'
  | 'dlv';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * An id that follows from what a record is by nature, e.g. `prd_` and 26 characters from supplier, name and
 * specification: bringing in the same record again gives the same id. Each part is its own, however the parts are cut.
 */
export function naturalId(prefix: IdPrefix, ...naturalKey: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify(naturalKey), 'buffer');
  return `${prefix}_${base32(digest.subarray(0, 16))}`;
}

/** A new random id. */
export function randomId(prefix: IdPrefix): string {
  return `${prefix}_${base32(randomBytes(16))}`;
}

/** Base32 in lower case without padding (RFC 4648, section 6). */
function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >> bits) & 31);
    }
  }
  return bits > 0 ? text + alphabet.charAt((value << (5 - bits)) & 31) : text;
}
