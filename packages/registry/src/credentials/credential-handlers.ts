import { registryContext, toDidDocument } from '@fupin/credential';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { certificatePage } from './certificate-page.ts';
import type { CredentialIssuer, IssuedCertificate } from './credential-issuer.ts';
import { bestMediaType } from './media-type.ts';

const mediaTypes = ['application/vc+jwt', 'text/html'] as const;

type CredentialOperation =
  | 'getCertificateCredential'
  | 'getCertificateBundle'
  | 'getBadgeBundle'
  | 'getBadge'
  | 'getStatusList'
  | 'getContext'
  | 'getDidDocument'
  | 'getKeySet';

/** Handlers of what anybody may verify: certificates, badges, status lists and keys. */
export function credentialHandlers(
  publicUrl: string,
  issuer: CredentialIssuer,
): Handlers<CredentialOperation> {
  const keys = [{ ...issuer.issuer.key.publicJwk }];
  const keySet = { keys };

  async function statusListsOf(
    connection: Connection,
    certificates: readonly IssuedCertificate[],
    now: Date,
  ): Promise<string[]> {
    const ids = new Set(certificates.flatMap(({ statusListIds }) => statusListIds));
    const tokens = await issuer.statusLists.tokens(connection, [...ids], now);
    return tokens.filter((token) => token !== undefined);
  }

  async function existing(connection: Connection, certificateId: string) {
    const [issued] = await issuer.certificates(connection, [certificateId]);
    if (!issued) throw new ProblemError('notFound', `There is no certificate ${certificateId}.`);
    return issued;
  }

  return {
    async getCertificateCredential({ connection, params: { certificateId }, request, now }) {
      const mediaType = bestMediaType(request.headers.get('accept'), mediaTypes);
      if (mediaType === 'text/html') {
        return certificatePage(connection, certificateId, { request, now, publicUrl });
      }
      if (mediaType === undefined) {
        throw new ProblemError(
          'notAcceptable',
          `A certificate can be had as ${mediaTypes.join(' or ')}.`,
          { headers: { vary: 'Accept' } },
        );
      }
      const { token } = await existing(connection, certificateId);
      return new Response(token, { headers: { 'content-type': mediaType, vary: 'Accept' } });
    },

    async getCertificateBundle({ connection, params: { certificateId }, now }) {
      const issued = await existing(connection, certificateId);
      const statusLists = await statusListsOf(connection, [issued], now);
      return { issuer: issuer.issuer.id, certificate: issued.token, statusLists, keySet };
    },

    async getBadgeBundle({ connection, query: { badgeIds }, now }) {
      const { badges, certificates } = await issuer.badges(connection, badgeIds, now);
      const byId = new Map(badges.map((badge) => [badge.badgeId, badge]));
      return {
        issuer: issuer.issuer.id,
        badges: Object.fromEntries(
          badgeIds.map((badgeId) => {
            const badge = byId.get(badgeId);
            const { token, certificateId } = badge ?? {};
            return [badgeId, token && certificateId ? { badge: token, certificateId } : null];
          }),
        ),
        certificates: Object.fromEntries(
          certificates.map(({ certificate, token }) => [certificate.certificateId, token]),
        ),
        statusLists: await statusListsOf(connection, certificates, now),
        keySet,
      };
    },

    async getBadge({ connection, params: { badgeId }, now }) {
      const { badges } = await issuer.badges(connection, [badgeId], now);
      if (badges[0]) return badges[0].token;
      throw new ProblemError(
        'notFound',
        `There is no badge ${badgeId}: no such listing, no certificate, or no origin licensed for the outlet.`,
      );
    },

    async getStatusList({ connection, params: { statusListId }, now }) {
      const [token] = await issuer.statusLists.tokens(connection, [statusListId], now);
      if (token !== undefined) return token;
      throw new ProblemError('notFound', `There is no status list ${statusListId}.`);
    },

    getContext: () => immutable(registryContext(issuer.issuer.context)),

    getDidDocument: () => ({ ...toDidDocument(issuer.issuer.id, keys) }),

    getKeySet: () => keySet,
  };
}

function immutable(context: object): Response {
  return new Response(JSON.stringify(context), {
    headers: {
      'content-type': 'application/ld+json',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
