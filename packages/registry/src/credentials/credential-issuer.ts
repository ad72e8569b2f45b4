import { issueBadge, issueCertificate, toDidWeb, type Issuer } from '@fupin/credential';
import { findCertificates, type StoredCertificate } from '../certificates/certificate-store.ts';
import { latestCertificate } from '../certificates/latest-certificate.ts';
import { findStatusPlaces } from '../certificates/status-place-store.ts';
import type { Connection } from '../database/database.ts';
import { groupBy } from '../group-by.ts';
import { findLicencesInForce } from '../licences/licence-store.ts';
import { findLicences } from '../outlets/listing-store.ts';
import { findOutlets } from '../outlets/outlet-store.ts';
import type { KeySource, RegistryKeys } from '../signing/registry-keys.ts';
import { badgeInput, certificateInput } from './issue-input.ts';
import { findProductIdentities } from './product-identity.ts';
import { createStatusLists, statusPlaceOf, type StatusLists } from './status-lists.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

/** A certificate as compact JWS, and the ids of the status lists that it names. */
export interface IssuedCertificate {
  readonly certificate: StoredCertificate;
  readonly token: string;
  readonly statusListIds: readonly string[];
}

/** A badge as compact JWS, and the certificate that it rests on. */
export interface IssuedBadge {
  readonly badgeId: string;
  readonly token: string;
  readonly certificateId: string;
}

/**
 * Signs what the registry's records say, with the keys of one moment. Tokens are kept in memory; every call reads the records
 * anew.
 */
export interface CredentialIssuer {
  /** The registry's decentralized identifier, from its public address. */
  readonly issuer: Issuer;
  readonly keys: RegistryKeys;
  readonly statusLists: StatusLists;
  /** Certificates by their ids; those that are not there are left out. */
  certificates(
    connection: Connection,
    certificateIds: readonly string[],
  ): Promise<readonly IssuedCertificate[]>;
  /**
   * Badges by their ids. Left out where no listing has that badge, its product was never certified, or its outlet is
   * licensed for no origin now.
   */
  badges(
    connection: Connection,
    badgeIds: readonly string[],
    now: Date,
  ): Promise<{
    readonly badges: readonly IssuedBadge[];
    readonly certificates: readonly IssuedCertificate[];
  }>;
}

/**
 * Makes the issuer of a registry at an address. It is asked for once for each answer, so that all that is in one answer
 * verifies with the keys in it, whenever keys are rotated.
 */
export function createCredentialIssuer(
  publicUrl: string,
  source: KeySource,
): () => CredentialIssuer {
  const party = {
    id: toDidWeb(publicUrl),
    name: '扶贫产品认定登记处',
    context: `${publicUrl}/contexts/v1`,
  };
  const tokens = createTokenCache();
  const statusLists = createStatusLists(publicUrl);
  return () => {
    const keys = source();
    const issuer = { ...party, key: keys.signingKey };
    return withKeys({ publicUrl, issuer, keys, tokens, statusLists: statusLists(issuer) });
  };
}

function withKeys({
  publicUrl,
  tokens,
  ...parts
}: Pick<CredentialIssuer, 'issuer' | 'keys' | 'statusLists'> & {
  readonly publicUrl: string;
  readonly tokens: TokenCache;
}): CredentialIssuer {
  const { issuer } = parts;
  const { kid } = issuer.key;

  async function issue(
    connection: Connection,
    certificates: readonly StoredCertificate[],
  ): Promise<readonly IssuedCertificate[]> {
    const ids = certificates.map(({ certificateId }) => certificateId);
    const products = certificates.map(({ productId }) => productId);
    const [places, identities] = [
      await findStatusPlaces(connection, ids),
      await findProductIdentities(connection, products),
    ];
    return Promise.all(
      certificates.map(async (certificate) => {
        const place = places.get(certificate.certificateId);
        const identity = identities.get(certificate.productId);
        if (place === undefined || !identity) {
          throw new Error(
            `certificate ${certificate.certificateId} has no status place or product`,
          );
        }
        const input = certificateInput(publicUrl, certificate, identity, place);
        const token = await tokens({ kid, ...input }, () => issueCertificate(input, issuer));
        const statusListIds = (['revocation', 'suspension'] as const).map(
          (purpose) => statusPlaceOf(purpose, place).statusListId,
        );
        return { certificate, token, statusListIds };
      }),
    );
  }

  return {
    ...parts,

    async certificates(connection, certificateIds) {
      return issue(connection, await findCertificates(connection, { certificateIds }));
    },

    async badges(connection, badgeIds, now) {
      const licences = await findLicences(connection, badgeIds);
      const productIds = [...new Set(licences.map(({ productId }) => productId))];
      const stored = await findCertificates(connection, { productIds });
      const latest = [...groupBy(stored, ({ productId }) => productId).values()].flatMap(
        (ofProduct) => latestCertificate(ofProduct, now) ?? [],
      );
      const certificates = await issue(connection, latest);
      const identities = await findProductIdentities(connection, productIds);
      const outletIds = licences.map(({ outletId }) => outletId);
      const outlets = await findOutlets(connection, outletIds);
      const markLicences = await findLicencesInForce(connection, outletIds, now);
      const issued = licences.map(async ({ badgeId, outletId, productId }) => {
        const outlet = outlets.get(outletId);
        const identity = identities.get(productId);
        const rest = certificates.find(({ certificate }) => certificate.productId === productId);
        const inForce = markLicences.get(outletId);
        if (!outlet || !identity || !rest || !inForce) return [];
        const badge = { badgeId, outlet, licences: inForce, identity };
        const input = {
          ...badgeInput(publicUrl, badge, rest.certificate, now),
          certificate: rest.token,
        };
        const token = await tokens({ kid, ...input }, () => issueBadge(input, issuer));
        return [{ badgeId, token, certificateId: rest.certificate.certificateId }];
      });
      return { badges: (await Promise.all(issued)).flat(), certificates };
    },
  };
}
