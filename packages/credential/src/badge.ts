import type { BadgeClaims, CertificateClaims } from './claims.ts';
import { credentialsContext } from './context.ts';
import { signClaims, validityClaims } from './issue.ts';
import type { Issuer, Validity } from './issue.ts';
import { readJws } from './jws.ts';

/** What a badge is to say: a licence to show the mark, for at most 7 days. */
export interface BadgeInput extends Validity {
  /** The badge's address, which is also its `id`. */
  readonly id: string;
  /** Name of the licensed merchant. */
  readonly merchant: string;
  /** GS1 Digital Link URI of the product, or its own URI. */
  readonly product: string;
  /** Origins as `location.origin` writes them, scheme + host + port; at least one. */
  readonly origins: readonly string[];
  /** The certificate that the licence rests on, as compact JWS. */
  readonly certificate: string;
  /** Numbers of the mark licences that cover these origins. */
  readonly licences?: readonly string[];
}

/** Issues a badge, as compact JWS. */
export async function issueBadge(input: BadgeInput, issuer: Issuer): Promise<string> {
  const { id, merchant, product, certificate, licences } = input;
  const [, certified, digest] = await readJws(certificate);
  const claims: BadgeClaims = {
    '@context': [credentialsContext, issuer.context],
    id,
    type: ['VerifiableCredential', 'BadgeCredential'],
    issuer: issuer.id,
    ...validityClaims(input, 7),
    credentialSubject: {
      type: ['MarkLicence'],
      merchant,
      product,
      origins: exactOrigins(input.origins),
      certificate: (certified as CertificateClaims).id,
      certificateDigest: digest,
      ...(licences && { licences }),
    },
  };
  return signClaims(claims, issuer);
}

/**
 * Names a certificate by the digest of its signed payload (RFC 6920: `ni:///sha-256;` + base64url).
 *
 * The payload and not the token's text, because an ECDSA signature has several spellings that all verify, and because a
 * certificate signed again with a newer key makes the same claims.
 */
export async function digestCertificate(certificate: string): Promise<string> {
  const [, , digest] = await readJws(certificate);
  return digest;
}

function exactOrigins(origins: readonly string[]): readonly string[] {
  if (!origins.length) throw new TypeError('A badge names at least one origin');
  for (const origin of origins) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (url?.origin !== origin || !/^https?:$/.test(url.protocol)) {
      throw new TypeError(
        `An origin is scheme, host and port, as in "https://shop.example"; received "${origin}"`,
      );
    }
  }
  return origins;
}
