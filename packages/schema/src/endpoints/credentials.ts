import { BadgeBundle, CertificateBundle, KeySet } from '../badge-bundle.ts';
import type { Endpoint } from '../endpoint.ts';
import { BadgeId, CertificateId, StatusListId } from '../id.ts';
import {
  PresentationVerification,
  VerifiableCredential,
  VerifiablePresentation,
  VerificationResult,
} from '../verifiable-credential.ts';
import { jsonDocument } from './query.ts';
import * as z from 'zod/mini';

const compactJws = z.string();
const certificateParams = z.object({ certificateId: CertificateId });

/** Which status of a credential is meant; revocation where it isn't said. */
const statusWanted = z.looseObject({
  statusPurpose: z.optional(z.enum(['revocation', 'suspension'])),
});

/** A status list of the VC API's issuer: its purpose and number. */
const VcApiStatusListId = z
  .string()
  .check(z.regex(/^(?:revocation|suspension)[1-9]\d{0,5}$/, 'must be a purpose and a number'));

/** A credential or presentation, secured: a compact JWS, an envelope, or an object with a proof. */
const secured = z.union([z.string(), jsonDocument]);

/** What anybody can verify with their own tools. */
export const credentialsEndpoints = {
  getCertificateCredential: {
    summary: 'Get a certificate as a signed credential',
    access: ['public'],
    params: certificateParams,
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
  getCertificateBundle: {
    summary: 'Get all that is needed to verify a certificate',
    access: ['public'],
    params: certificateParams,
    response: CertificateBundle,
    problems: ['invalidInput', 'notFound'],
  },
  getBadgeBundle: {
    summary: 'Get all that is needed to verify up to 100 badges',
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
    access: ['public'],
    params: z.object({ badgeId: BadgeId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
  getStatusList: {
    summary: 'Get a status list as a signed credential',
    access: ['public'],
    params: z.object({ statusListId: StatusListId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
  getContext: {
    summary: 'Get the JSON-LD context of this registry’s credentials',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/ld+json',
    problems: [],
  },
  getDidDocument: {
    summary: 'Get the registry’s DID document (did:web)',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/did+json',
    problems: [],
  },
  getKeySet: {
    summary: 'Get the registry’s public keys',
    access: ['public'],
    response: KeySet,
    mediaType: 'application/jwk-set+json',
    problems: [],
  },
  getSignedKeySet: {
    summary: 'Get the registry’s public keys signed by its root key',
    access: ['public'],
    response: compactJws,
    mediaType: 'application/jwk-set+jwt',
    problems: ['notFound'],
  },
  issueCredential: {
    summary:
      'Sign a credential for somebody else, in a name apart from the registry’s (W3C VC API)',
    access: ['administrator'],
    body: z.strictObject({
      credential: VerifiableCredential,
      options: z.optional(
        z.looseObject({
          /** `DataIntegrityProof` with the cryptosuite `ecdsa-rdfc-2019`; an envelope where absent. */
          type: z.optional(z.string()),
          cryptosuite: z.optional(z.string()),
          /** Gives the credential places in the status lists. */
          credentialStatus: z.optional(
            z.union([statusWanted, z.array(statusWanted).check(z.maxLength(2))]),
          ),
        }),
      ),
    }),
    response: jsonDocument,
    status: 201,
    problems: ['invalidInput', 'unauthenticated', 'forbidden', 'notFound', 'conflict'],
  },
  updateCredentialStatus: {
    summary: 'Revoke or suspend a credential signed for somebody else (W3C VC API)',
    access: ['administrator'],
    body: z.strictObject({
      credentialId: z.string().check(z.maxLength(500)),
      credentialStatus: statusWanted,
      status: z.boolean(),
    }),
    response: z.looseObject({ status: z.boolean() }),
    problems: ['invalidInput', 'unauthenticated', 'forbidden', 'notFound'],
  },
  verifyCredential: {
    summary: 'Verify a credential of anybody (W3C VC API)',
    access: ['public'],
    isSafe: true,
    body: z.strictObject({ verifiableCredential: secured, options: z.optional(jsonDocument) }),
    response: VerificationResult,
    problems: ['invalidInput'],
  },
  verifyPresentation: {
    summary: 'Verify a presentation and the credentials in it (W3C VC API)',
    access: ['public'],
    isSafe: true,
    body: z.strictObject({
      verifiablePresentation: secured,
      options: z.optional(
        z.looseObject({ challenge: z.optional(z.string()), domain: z.optional(z.string()) }),
      ),
    }),
    response: PresentationVerification,
    problems: ['invalidInput'],
  },
  createPresentation: {
    summary: 'Sign a presentation, in a name apart from the registry’s (W3C VC API)',
    access: ['administrator'],
    body: z.strictObject({
      presentation: VerifiablePresentation,
      options: z.optional(jsonDocument),
    }),
    response: jsonDocument,
    status: 201,
    problems: ['invalidInput', 'unauthenticated', 'forbidden', 'notFound'],
  },
  getVcApiDidDocument: {
    summary: 'Get the DID document of who signs credentials for others',
    access: ['public'],
    response: jsonDocument,
    mediaType: 'application/did+json',
    problems: ['notFound'],
  },
  getVcApiStatusList: {
    summary: 'Get a status list of credentials signed for others',
    access: ['public'],
    params: z.object({ statusListId: VcApiStatusListId }),
    response: compactJws,
    mediaType: 'application/vc+jwt',
    problems: ['invalidInput', 'notFound', 'notAcceptable'],
  },
} as const satisfies Record<string, Endpoint>;
