import { digestCertificate, registryContext, toDidDocument } from '@fupin/credential';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { createCertificateProofs } from '../log/log-proof.ts';
import { isUsable, type PublishedKey, type RegistryKeys } from '../signing/registry-keys.ts';
import { answerCredential, credentialMediaTypes } from './credential-answer.ts';
import type { CredentialIssuer, IssuedCertificate } from './credential-issuer.ts';

/** The forms in which a certificate's credential can be had. */
export const certificateMediaTypes = credentialMediaTypes;

type CredentialOperation =
  | 'getCertificateCredential'
  | 'getCertificateBundle'
  | 'getBadgeBundle'
  | 'getBadge'
  | 'getStatusList'
  | 'getContext'
  | 'getDidDocument'
  | 'getKeySet'
  | 'getSignedKeySet';

/** Handlers of what anybody may verify: certificates, badges, status lists and keys. */
export function credentialHandlers(
  publicUrl: string,
  issuers: () => CredentialIssuer,
): Handlers<CredentialOperation> {
  const proofOf = createCertificateProofs();

  async function statusListsOf(
    issuer: CredentialIssuer,
    connection: Connection,
    certificates: readonly IssuedCertificate[],
    now: Date,
  ): Promise<string[]> {
    const ids = new Set(certificates.flatMap(({ statusListIds }) => statusListIds));
    const tokens = await issuer.statusLists.tokens(connection, [...ids], now);
    return tokens.filter((token) => token !== undefined);
  }

  async function existing(issuer: CredentialIssuer, connection: Connection, certificateId: string) {
    const [issued] = await issuer.certificates(connection, [certificateId]);
    if (!issued) throw new ProblemError('notFound', `There is no certificate ${certificateId}.`);
    return issued;
  }

  return {
    async getCertificateCredential({ connection, params: { certificateId }, request }) {
      const { token } = await existing(issuers(), connection, certificateId);
      return answerCredential(token, request, ['text/html']);
    },

    async getCertificateBundle({ connection, params: { certificateId }, now }) {
      const issuer = issuers();
      const issued = await existing(issuer, connection, certificateId);
      const statusLists = await statusListsOf(issuer, connection, [issued], now);
      const digest = await digestCertificate(issued.token);
      const logProof = await proofOf(connection, { certificateId, digest }, now);
      return {
        issuer: issuer.issuer.id,
        certificate: issued.token,
        statusLists,
        ...keySets(issuer.keys, now),
        ...(logProof && { logProof }),
      };
    },

    async getBadgeBundle({ connection, query: { badgeIds }, now }) {
      const issuer = issuers();
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
        statusLists: await statusListsOf(issuer, connection, certificates, now),
        ...keySets(issuer.keys, now),
      };
    },

    async getBadge({ connection, params: { badgeId }, request, now }) {
      const { badges } = await issuers().badges(connection, [badgeId], now);
      if (badges[0]) return answerCredential(badges[0].token, request);
      throw new ProblemError(
        'notFound',
        `There is no badge ${badgeId}: no such listing, no certificate, or no origin licensed for the outlet.`,
      );
    },

    async getStatusList({ connection, params: { statusListId }, request, now }) {
      const [token] = await issuers().statusLists.tokens(connection, [statusListId], now);
      if (token !== undefined) return answerCredential(token, request);
      throw new ProblemError('notFound', `There is no status list ${statusListId}.`);
    },

    getContext: () => immutable(registryContext(issuers().issuer.context)),

    getDidDocument({ now }) {
      const { issuer, keys } = issuers();
      return { ...toDidDocument(issuer.id, usableKeys(keys, now)) };
    },

    getKeySet: ({ now }) => keySets(issuers().keys, now).keySet,

    getSignedKeySet() {
      const { signedKeySet } = issuers().keys;
      if (signedKeySet !== undefined) return signedKeySet;
      throw new ProblemError('notFound', 'This registry has no root key that signs its key set.');
    },
  };
}

function keySets(keys: RegistryKeys, now: Date) {
  const { signedKeySet } = keys;
  const keySet = { keys: usableKeys(keys, now).map((key) => ({ ...key })) };
  return { keySet, ...(signedKeySet !== undefined && { signedKeySet }) };
}

/** Retired keys stand in the signed key set alone: who reads no more than a key could not tell what it signed in time. */
function usableKeys({ published }: RegistryKeys, now: Date): readonly PublishedKey[] {
  return published.filter((key) => isUsable(key, now));
}

function immutable(context: object): Response {
  return new Response(JSON.stringify(context), {
    headers: {
      'content-type': 'application/ld+json',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
