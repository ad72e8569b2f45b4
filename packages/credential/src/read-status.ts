import type { CertificateClaims, StatusPurpose } from './claims.ts';
import type { Trust } from './open-token.ts';
import { readNewest, takeIn } from './shared-token.ts';
import { demand } from './unverifiable.ts';

/** Looks a certificate up in the status lists it names; throws where the answer is in doubt. */
export async function readStatus(
  certificate: CertificateClaims,
  tokens: readonly string[],
  trust: Trust,
): Promise<'valid' | 'revoked' | 'suspended'> {
  for (const token of tokens) await takeIn(token, trust, 'BitstringStatusListCredential');
  const isSet = (purpose: StatusPurpose) => {
    const entries = certificate.credentialStatus.filter((entry) => entry.statusPurpose === purpose);
    demand(entries.length, 'statusEntryMissing');
    return entries.some(({ statusListCredential, statusListIndex }) => {
      const { claims, bits } = readNewest(trust, 'statusList', statusListCredential, 1);
      demand(claims.credentialSubject.statusPurpose === purpose, 'statusListMissing');
      const index = +statusListIndex >>> 0;
      const byte = bits?.[index >>> 3];
      // A whole number and a text; a number in any other form would not be the same text again.
      demand(byte !== undefined && `${index}` === statusListIndex, 'statusIndexInvalid');
      return byte & (0x80 >> (index & 7));
    });
  };
  return isSet('revocation') ? 'revoked' : isSet('suspension') ? 'suspended' : 'valid';
}
