import { maximumBytes, minimumEntries, packBitstring } from './bitstring.ts';
import type { StatusListClaims, StatusPurpose } from './claims.ts';
import { credentialsContext } from './context.ts';
import { signClaims, validityClaims } from './issue.ts';
import type { Issuer, Validity } from './issue.ts';

/** What a status list is to say, for at most 24 hours. */
export interface StatusListInput extends Validity {
  /** The list's address, which is also its `id` and stands in the certificates. */
  readonly id: string;
  readonly purpose: StatusPurpose;
  /** One bit a certificate; see `createBitstring` and `setBit`. */
  readonly bits: Uint8Array<ArrayBuffer>;
}

/** Issues a status list (Bitstring Status List 1.0), as compact JWS. */
export async function issueStatusList(input: StatusListInput, issuer: Issuer): Promise<string> {
  const { id, purpose, bits } = input;
  if (bits.length * 8 < minimumEntries || bits.length > maximumBytes) {
    throw new RangeError(
      `A status list has ${minimumEntries} to ${maximumBytes * 8} entries; received ${bits.length * 8}`,
    );
  }
  const claims: StatusListClaims = {
    '@context': [credentialsContext],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.id,
    ...validityClaims(input, 1),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: await packBitstring(bits),
    },
  };
  return signClaims(claims, issuer);
}
