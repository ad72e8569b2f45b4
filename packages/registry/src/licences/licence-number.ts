import { dateInShanghai } from '@fupin/schema';
import { hash } from 'node:crypto';

// Crockford's Base32: no letter that is easily read as a digit or as another.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 12;

/**
 * The number under which a licence stands in the public register, such as `FML-2020-7K3Q9D-2XRBAE`: the year of the grant
 * in Asia/Shanghai, and 12 characters that follow from its id. The format is this registry's own.
 */
export function licenceNoOf(licenceId: string, grantedAt: Date): string {
  const digest = hash('sha256', `licence number ${licenceId}`, 'buffer');
  const text = [...digest.subarray(0, letters)].map((byte) => alphabet.charAt(byte & 31)).join('');
  return `FML-${dateInShanghai(grantedAt).slice(0, 4)}-${text.slice(0, 6)}-${text.slice(6)}`;
}
