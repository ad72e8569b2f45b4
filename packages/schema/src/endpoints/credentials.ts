import { BadgeBundle, CertificateBundle, KeySet } from '../badge-bundle.ts';
import type { Endpoint } from '../endpoint.ts';
import { BadgeId, CertificateId, StatusListId } from '../id.ts';
import { jsonDocument } from './query.ts';
import * as z from 'zod/mini';

const compactJws = z.string();
const certificateParams = z.object({ certificateId: CertificateId });

/** What anybody can verify with their own tools. */
export const credentialsEndpoints = {
  getCertificateCredential: {
    summary: 'Get a certificate as a signed credential',
    tag: 'credentials',
    access: ['public'],
    params: certificateParams,
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
  getCertificateBundle: {
    summary: 'Get all that is needed to verify a certificate',
    tag: 'credentials',
    access: ['public'],
    params: certificateParams,
    response: CertificateBundle,
    problems: ['invalidInput', 'notFound'],
  },
  getBadgeBundle: {
    summary: 'Get all that is needed to verify up to 100 badges',
    tag: 'credentials',
    access: ['public'],
    query: z.object({
      /** Badge ids, comma-separated. */
      badgeIds: z.pipe(
        z.pipe(
          z.string(),
          z.transform((text) => text.split(',')),
        ),
        z.array(BadgeId).check(z.minLength(1), z.maxLength(100)),
      ),
    }),
    response: BadgeBundle,
    problems: ['invalidInput'],
  },
  getBadge: {
    summary: 'Get a badge as a signed credential',
    tag: 'credentials',
    access: ['public'],
    params: z.object({ badgeId: BadgeId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound'],
  },
  getStatusList: {
    summary: 'Get a status list as a signed credential',
    tag: 'credentials',
    access: ['public'],
    params: z.object({ statusListId: StatusListId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound'],
  },
  getContext: {
    summary: 'Get the JSON-LD context of this registry’s credentials',
    tag: 'credentials',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/ld+json',
    problems: [],
  },
  getDidDocument: {
    summary: 'Get the registry’s DID document (did:web)',
    tag: 'credentials',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/did+json',
    problems: [],
  },
  getKeySet: {
    summary: 'Get the registry’s public keys',
    tag: 'credentials',
    access: ['public'],
    response: KeySet,
    mediaType: 'application/jwk-set+json',
    problems: [],
  },
  getSignedKeySet: {
    summary: 'Get the registry’s public keys signed by its root key',
    tag: 'credentials',
    access: ['public'],
    response: compactJws,
    mediaType: 'application/jwk-set+jwt',
    problems: ['notFound'],
  },
} as const satisfies Record<string, Endpoint>;
