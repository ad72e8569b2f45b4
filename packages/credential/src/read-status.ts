import { getBit, minimumEntries, unpackBitstring } from './bitstring.ts';
import type { CertificateClaims, StatusListClaims } from './claims.ts';
import { demandTrusted, isExpired, openCredential } from './open-credential.ts';
import type { Trust } from './open-credential.ts';
import { demand } from './unverifiable.ts';
import { remember } from './verification-cache.ts';

const outcomes = [
  ['revocation', 'revoked'],
  ['suspension', 'suspended'],
] as const;

/** Looks a certificate up in the status lists it names; throws `Unverifiable` where the answer is in doubt. */
export async function readStatus(
  certificate: CertificateClaims,
  tokens: readonly string[],
  trust: Trust,
): Promise<'valid' | 'revoked' | 'suspended'> {
  for (const token of tokens) {
    await remember(trust.cache.opened, token, () => openStatusList(token, trust));
  }
  for (const [purpose, outcome] of outcomes) {
    const entries = certificate.credentialStatus.filter((entry) => entry.statusPurpose === purpose);
    demand(entries.length, 'statusEntryMissing');
    for (const { statusListCredential, statusListIndex } of entries) {
      const list = trust.cache.newest.get(nameOf(statusListCredential, trust));
      demand(list?.claims.credentialSubject.statusPurpose === purpose, 'statusListMissing');
      // A list remembered from another bundle or other options is held against these anew.
      demandTrusted(list, trust);
      demand(!isExpired(list.claims, trust, 1), 'statusListExpired');
      const bit = getBit(list.bits, +statusListIndex);
      demand(/^\d+$/.test(statusListIndex) && bit !== undefined, 'statusIndexInvalid');
      if (bit) return outcome;
    }
  }
  return 'valid';
}

async function openStatusList(token: string, trust: Trust): Promise<void> {
  const { kid, claims } = await openCredential<StatusListClaims>(
    token,
    'BitstringStatusListCredential',
    trust,
  );
  const bits = await unpackBitstring(claims.credentialSubject.encodedList).catch(() => undefined);
  demand(bits && bits.length * 8 >= minimumEntries, 'statusListInvalid');
  const { newest, opened } = trust.cache;
  const name = nameOf(claims.id, trust);
  const known = newest.get(name);
  // Of two lists of one millisecond the later to come counts: the registry has just been asked for it.
  if (!known || Date.parse(known.claims.validFrom) <= Date.parse(claims.validFrom)) {
    newest.set(name, { token, kid, claims, bits });
    if (known) opened.delete(known.token);
  }
}

/** Under what a list is remembered: with its issuer, since another registry on the page can claim any address. */
function nameOf(id: string, { issuer }: Trust): string {
  return `${issuer} ${id}`;
}
