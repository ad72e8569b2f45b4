import type { OperationBody, OperationResponse } from './endpoints.ts';
import * as fixtures from './fixtures.ts';
import * as log from './log-fixtures.ts';
import type { OperationId } from './operations.ts';
import { baseContext } from './verifiable-credential.ts';

/** An example of what an operation answers and, where it has a body, of what it takes. */
type OperationExample<Id extends OperationId> = { readonly response: OperationResponse<Id> } & ([
  OperationBody<Id>,
] extends [never]
  ? unknown
  : { readonly body: OperationBody<Id> });

const withdrawn = { status: 'withdrawn', reason: '抽检不合格' } as const;

const vcApiCredential = {
  '@context': [baseContext],
  id: 'urn:uuid:3c1d6d5e-6f5a-4a0e-8a4f-1f2b3c4d5e6f',
  type: ['VerifiableCredential'],
  issuer: `${fixtures.badgeBundle.issuer}:vc-api`,
  credentialSubject: { id: 'did:example:alice', name: 'Alice' },
};
const envelopedCredential = {
  '@context': [baseContext],
  id: `data:application/vc+jwt,${fixtures.compactJws}`,
  type: 'EnvelopedVerifiableCredential',
};
const verified = { verified: true, errors: [], warnings: [] };

/** One example an operation, made of the fixtures. */
export const operationExamples: { readonly [Id in OperationId]: OperationExample<Id> } = {
  listProducts: { response: { items: [fixtures.product], nextCursor: null } },
  getProduct: { response: fixtures.product },
  listCategories: { response: { items: [fixtures.category], nextCursor: null } },
  listCounties: {
    response: {
      items: [
        {
          ...fixtures.county,
          codeIn2020: fixtures.county.code,
          listName: fixtures.county.name,
          prefecture: '遵义市',
          exitYear: 2017,
        },
      ],
      nextCursor: null,
    },
  },
  getCertificate: { response: fixtures.certificate },
  changeCertificateStatus: {
    body: withdrawn,
    response: {
      ...fixtures.certificate,
      status: withdrawn.status,
      statusChanges: [
        ...fixtures.certificate.statusChanges,
        { ...withdrawn, at: '2020-11-02T11:30:00+08:00' },
      ],
    },
  },
  listOutlets: { response: { items: [fixtures.outlet], nextCursor: null } },
  createOutlet: { body: fixtures.newOutlet, response: { ...fixtures.outlet, origins: [] } },
  getOutlet: { response: fixtures.outlet },
  setOutletOrigins: { body: { origins: fixtures.outlet.origins }, response: fixtures.outlet },
  listListings: {
    response: {
      items: [fixtures.listing],
      nextCursor: null,
      total: 1,
      facets: fixtures.listingFacets,
    },
  },
  setListing: { body: fixtures.newListing, response: fixtures.listing },
  createReportingSession: { body: { minutes: 480 }, response: fixtures.reportingSession },
  reportSales: {
    body: { lines: [fixtures.saleLine, fixtures.returnLine] },
    response: fixtures.salesReportResult,
  },
  getLedgerSummary: { response: fixtures.ledgerSummary },
  getCertificateCredential: { response: fixtures.compactJws },
  getCertificateBundle: { response: fixtures.certificateBundle },
  getBadgeBundle: { response: fixtures.badgeBundle },
  getBadge: { response: fixtures.compactJws },
  getStatusList: { response: fixtures.compactJws },
  getContext: { response: { '@context': { '@version': 1.1, '@protected': true } } },
  getDidDocument: {
    response: { '@context': ['https://www.w3.org/ns/did/v1'], id: fixtures.badgeBundle.issuer },
  },
  getKeySet: { response: fixtures.keySet },
  getLogCheckpoint: { response: log.logCheckpoint },
  getLogKey: { response: log.logKey },
  getLogLeaf: { response: log.logProof },
  getSignedKeySet: { response: fixtures.compactJws },
  issueCredential: { body: { credential: vcApiCredential }, response: envelopedCredential },
  updateCredentialStatus: {
    body: {
      credentialId: vcApiCredential.id,
      credentialStatus: { statusPurpose: 'revocation' },
      status: true,
    },
    response: { status: true },
  },
  verifyCredential: { body: { verifiableCredential: envelopedCredential }, response: verified },
  verifyPresentation: {
    body: { verifiablePresentation: fixtures.compactJws, options: { challenge: 'Zm9v' } },
    response: verified,
  },
  getVcApiDidDocument: {
    response: { '@context': ['https://www.w3.org/ns/did/v1'], id: vcApiCredential.issuer },
  },
  getVcApiStatusList: { response: fixtures.compactJws },
  getOpenApiDocument: { response: { openapi: '3.1.0' } },
};
