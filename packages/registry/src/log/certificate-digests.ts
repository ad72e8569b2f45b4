import { digestCertificate } from '@fupin/credential';
import { createCredentialIssuer } from '../credentials/credential-issuer.ts';
import type { KeySource } from '../signing/registry-keys.ts';
import type { CertificateDigests } from './integrate.ts';

/** Digests of what a registry's certificates say, see `digestCertificate`: whichever key signs them, they are the same. */
export function certificateDigestsOf(publicUrl: string, keys: KeySource): CertificateDigests {
  const issuers = createCredentialIssuer(publicUrl, keys);
  return async (connection, certificateIds) => {
    const issued = await issuers().certificates(connection, certificateIds);
    const digests = issued.map(
      async ({ certificate, token }) =>
        [certificate.certificateId, await digestCertificate(token)] as const,
    );
    return new Map(await Promise.all(digests));
  };
}
