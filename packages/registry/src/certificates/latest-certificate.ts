import { dateInShanghai, isInForce, type CertificateValidity } from '@fupin/schema';

interface IdentifiedValidity extends CertificateValidity {
  readonly certificateId: string;
}

/**
 * The certificate that speaks for a product at an instant: one in force, else the last that has begun, else that which
 * begins last. A renewal that has not begun yet so says nothing of the certificate that it is to follow.
 */
export function latestCertificate<Certificate extends IdentifiedValidity>(
  certificates: readonly Certificate[],
  at: Date,
): Certificate | undefined {
  const beginning = ({ validFrom, certificateId }: Certificate) => validFrom + certificateId;
  const latestFirst = certificates.toSorted((a, b) => (beginning(a) < beginning(b) ? 1 : -1));
  const today = dateInShanghai(at);
  return (
    latestFirst.find((certificate) => isInForce(certificate, at)) ??
    latestFirst.find(({ validFrom }) => validFrom <= today) ??
    latestFirst[0]
  );
}
