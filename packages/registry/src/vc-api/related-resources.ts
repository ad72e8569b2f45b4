import { baseContext, type VerifiableCredential } from '@fupin/schema';
import { demand, VerificationError } from './verification-error.ts';

/** Digests of resources as W3C publishes them (Verifiable Credentials 2.0 §B.1), base64. */
const published: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [baseContext]: {
    sha256: 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=',
    sha384: 'l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
  },
};

/**
 * Demands that the digests which a credential gives of resources are those that are known (§5.3). Nothing is fetched; a
 * resource that is not known here is a warning.
 */
export function checkRelatedResources({
  relatedResource,
}: Pick<VerifiableCredential, 'relatedResource'>): readonly VerificationError[] {
  return [relatedResource ?? []].flat().flatMap(({ id, digestSRI, digestMultibase }) => {
    const digests = published[id];
    if (!digests)
      return [new VerificationError('malformed', `The digest of ${id} was not checked.`)];
    const isTrue =
      (digestSRI === undefined || isIntegrity(digestSRI, digests)) &&
      (digestMultibase === undefined || isMultibase(digestMultibase, digests));
    demand(isTrue, 'malformed', `The digest of ${id} is another than the one given.`);
    return [];
  });
}

/** Whether one of the digests of an `integrity` attribute is true (Subresource Integrity §3.5). */
function isIntegrity(text: string, digests: Readonly<Record<string, string>>): boolean {
  return text
    .split(/\s+/)
    .some((each) => Object.entries(digests).some(([name, digest]) => each === `${name}-${digest}`));
}

/** Whether a multibase digest, with or without multihash header, is the SHA-256 one. */
function isMultibase(text: string, { sha256 = '' }: Readonly<Record<string, string>>): boolean {
  if (!text.startsWith('u')) return false;
  const bytes = Buffer.from(text.slice(1), 'base64url');
  const digest = Buffer.from(sha256, 'base64');
  return bytes.equals(digest) || bytes.equals(Buffer.concat([Buffer.of(0x12, 0x20), digest]));
}
