import * as applications from './application-fixtures.ts';
import type { OperationBody, OperationResponse } from './endpoints.ts';
import * as findings from './finding-fixtures.ts';
import * as fixtures from './fixtures.ts';
import * as ledger from './ledger-fixtures.ts';
import { ledgerIndicators } from './ledger-indicator.ts';
import * as licences from './licence-fixtures.ts';
import * as log from './log-fixtures.ts';
import type { OperationId } from './operations.ts';
import * as receipts from './receipt-fixtures.ts';
import * as supervisionFixtures from './supervision-fixtures.ts';
import * as webhooks from './webhook-fixtures.ts';
import { baseContext } from './verifiable-credential.ts';

/** An example of what an operation answers and, where it has a body, of what it takes. */
type OperationExample<Id extends OperationId> = { readonly response: OperationResponse<Id> } & ([
  OperationBody<Id>,
] extends [never]
  ? unknown
  : { readonly body: OperationBody<Id> });

const suspended = { status: 'suspended', reason: '在非认定商品上使用标识' } as const;
const withdrawn = { status: 'withdrawn', reasonCode: 'foodSafety', reason: '抽检不合格' } as const;

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
  listProducts: {
    response: {
      items: [fixtures.product],
      nextCursor: null,
      total: 1,
      facets: fixtures.productFacets,
    },
  },
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
  listSchemes: { response: { items: [applications.scheme], nextCursor: null } },
  createScheme: { body: applications.newScheme, response: applications.scheme },
  getScheme: { response: applications.scheme },
  createSupplier: { body: applications.newSupplier, response: fixtures.supplier },
  listApplications: { response: { items: [applications.applicationSummary], nextCursor: null } },
  createApplication: {
    body: { schemeIds: [applications.scheme.schemeId], dossier: applications.dossier },
    response: applications.draftApplication,
  },
  getApplication: { response: applications.application },
  updateApplication: {
    body: { version: 1, dossier: applications.dossier },
    response: applications.draftApplication,
  },
  getApplicationChecklist: { response: applications.checklist },
  submitApplication: { body: { version: 1 }, response: applications.application },
  withdrawApplication: {
    body: { reason: '产品停产' },
    response: { ...applications.application, tracks: [] },
  },
  takeReviewStep: {
    body: { version: 2, decision: 'pass', reason: '材料属实' },
    response: applications.application,
  },
  addEvidence: { response: applications.draftApplication },
  getEvidence: { response: new File([], applications.evidence.fileName) },
  removeEvidence: { response: { ...applications.draftApplication, evidence: [] } },
  listPublicNotices: { response: { items: [applications.publicNotice], nextCursor: null } },
  fileObjection: { body: applications.newObjection, response: applications.objectionReceipt },
  listObjections: { response: { items: [applications.objection], nextCursor: null } },
  answerObjection: {
    body: { text: applications.objection.answer.text, upheld: false },
    response: applications.objection,
  },
  listBatches: { response: { items: [applications.batch], nextCursor: null } },
  createBatch: {
    body: { schemeId: applications.scheme.schemeId, name: applications.batch.name },
    response: { ...applications.batch, state: 'open', publishedAt: null },
  },
  getBatch: { response: applications.batch },
  discardBatch: { response: { ...applications.batch, state: 'discarded', publishedAt: null } },
  publishBatch: { body: { validFrom: '2020-06-01' }, response: applications.batch },
  listBatchCertificates: { response: { items: [fixtures.certificate], nextCursor: null } },
  listCertificates: { response: { items: [fixtures.certificate], nextCursor: null } },
  getCertificate: {
    response: { ...fixtures.certificate, supervision: supervisionFixtures.supervision },
  },
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
  renewCertificate: {
    body: supervisionFixtures.renewal,
    response: {
      ...fixtures.certificate,
      certificateId: 'crt_9w4b6x0r2n',
      directoryNo: `${fixtures.certificate.directoryNo}-R1`,
      linkage: supervisionFixtures.renewal.linkage,
      validFrom: '2023-06-01',
      validUntil: '2026-05-31',
      statusChanges: [],
      renews: fixtures.certificate.certificateId,
    },
  },
  listSpotChecks: { response: { items: [supervisionFixtures.spotCheck], nextCursor: null } },
  createSpotCheck: {
    body: supervisionFixtures.newSpotCheck,
    response: supervisionFixtures.spotCheck,
  },
  setSpotCheckResult: {
    body: supervisionFixtures.spotCheckResult,
    response: supervisionFixtures.spotCheck,
  },
  createComplaint: {
    body: supervisionFixtures.newComplaint,
    response: supervisionFixtures.complaintReceipt,
  },
  followComplaint: {
    body: supervisionFixtures.complaintFollowUp,
    response: supervisionFixtures.complaintProgress,
  },
  listComplaints: { response: { items: [supervisionFixtures.complaintSummary], nextCursor: null } },
  getComplaint: { response: supervisionFixtures.complaint },
  changeComplaintState: {
    body: supervisionFixtures.complaintStateChange,
    response: supervisionFixtures.complaint,
  },
  listFindings: { response: { items: [findings.finding], nextCursor: null } },
  getFinding: { response: findings.finding },
  resolveFinding: { body: findings.findingResolution, response: findings.resolvedFinding },
  listRules: { response: { items: [findings.findingRule], nextCursor: null } },
  setRule: { body: findings.newFindingRule, response: findings.findingRule },
  getRuleStatistics: { response: { items: [findings.findingRuleStatistics], nextCursor: null } },
  sendHeartbeat: { body: findings.heartbeat, response: findings.heartbeatReceipt },
  listOutletActivity: { response: { items: [findings.outletActivity], nextCursor: null } },
  listBlacklist: { response: { items: [supervisionFixtures.blacklistEntry], nextCursor: null } },
  createBlacklistEntry: {
    body: supervisionFixtures.newBlacklistEntry,
    response: supervisionFixtures.blacklistEntry,
  },
  removeBlacklistEntry: {
    body: { reason: '整改合格，经核查同意移出' },
    response: {
      ...supervisionFixtures.blacklistEntry,
      removedAt: '2021-03-01T01:00:00.000Z',
      removalReason: '整改合格，经核查同意移出',
    },
  },
  listOutlets: {
    response: {
      items: [
        {
          ...fixtures.outlet,
          distanceMetres: 840,
          offers: [
            {
              productId: fixtures.product.productId,
              productName: fixtures.product.name,
              productNameEn: fixtures.product.nameEn,
              sku: fixtures.listing.sku,
              priceFen: fixtures.listing.priceFen,
              stock: fixtures.listing.stock,
              link: fixtures.listing.link,
            },
          ],
        },
      ],
      nextCursor: null,
    },
  },
  createOutlet: { body: fixtures.newOutlet, response: { ...fixtures.outlet, origins: [] } },
  getOutlet: { response: fixtures.outlet },
  listListings: {
    response: {
      items: [fixtures.listing],
      nextCursor: null,
      total: 1,
      facets: fixtures.listingFacets,
    },
  },
  setListing: { body: fixtures.newListing, response: fixtures.listing },
  getMarkTerms: { response: licences.markTerms },
  listMarkLicences: { response: { items: [licences.markLicence], nextCursor: null } },
  createMarkLicence: { body: licences.newMarkLicence, response: licences.pendingMarkLicence },
  getMarkLicence: { response: licences.markLicence },
  verifyMarkLicenceOrigins: { body: {}, response: licences.markLicence },
  renewMarkLicence: { body: licences.markLicenceRenewal, response: licences.markLicence },
  changeMarkLicenceStatus: {
    body: suspended,
    response: {
      ...licences.markLicence,
      status: suspended.status,
      statusChanges: [
        ...licences.markLicence.statusChanges,
        { ...suspended, at: '2020-11-02T03:30:00.000Z', by: 'supervisor' },
      ],
    },
  },
  grantMarkLicence: { body: licences.markLicenceGrant, response: licences.markLicence },
  createReportingSession: { body: { minutes: 480 }, response: fixtures.reportingSession },
  reportSales: {
    body: { lines: [fixtures.saleLine, fixtures.returnLine], carried: [receipts.carriedRun] },
    response: fixtures.salesReportResult,
  },
  listTerminals: { response: { items: [receipts.terminal], nextCursor: null } },
  getSaleReceipt: { response: receipts.saleReceiptProof },
  getLedgerSummary: { response: fixtures.ledgerSummary },
  getLedgerFigures: { response: ledger.ledgerFigures },
  getLedgerFiguresFile: { response: new File([], 'ledger-province-2020-10-18.csv') },
  listLedgerLines: { response: ledger.ledgerLines },
  getLedgerLinesFile: { response: new File([], 'ledger-lines.csv') },
  listIndicators: { response: { items: ledgerIndicators.slice(0, 1), nextCursor: null } },
  listLedgerPeriods: { response: { items: [ledger.ledgerPeriod], nextCursor: null } },
  closeLedgerPeriod: {
    body: { month: ledger.ledgerPeriod.month },
    response: { ...ledger.ledgerPeriod, settledAt: null },
  },
  listCampaigns: { response: { items: [ledger.campaign], nextCursor: null } },
  createCampaign: {
    body: {
      name: ledger.campaign.name,
      nameEn: ledger.campaign.nameEn,
      from: ledger.campaign.from,
      to: ledger.campaign.to,
    },
    response: ledger.campaign,
  },
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
    response: { ...verified, presentationResult: verified, credentialResults: [] },
  },
  createPresentation: {
    body: {
      presentation: {
        '@context': [baseContext],
        type: ['VerifiablePresentation'],
        verifiableCredential: [envelopedCredential],
      },
    },
    response: {
      '@context': [baseContext],
      id: `data:application/vp+jwt,${fixtures.compactJws}`,
      type: 'EnvelopedVerifiablePresentation',
    },
  },
  getVcApiDidDocument: {
    response: { '@context': ['https://www.w3.org/ns/did/v1'], id: vcApiCredential.issuer },
  },
  getVcApiStatusList: { response: fixtures.compactJws },
  listWebhooks: { response: { items: [webhooks.webhook], nextCursor: null } },
  createWebhook: { body: webhooks.newWebhook, response: webhooks.webhookWithSecret },
  getWebhook: { response: webhooks.webhook },
  updateWebhook: { body: webhooks.webhookUpdate, response: webhooks.webhook },
  removeWebhook: { response: webhooks.webhook },
  rotateWebhookSecret: {
    body: {},
    response: { ...webhooks.webhookWithSecret, previousSecretUntil: '2020-10-18T04:00:00.000Z' },
  },
  createWebhookTest: {
    body: {},
    response: {
      ...webhooks.webhookDelivery,
      type: webhooks.webhookTest.type,
      payload: JSON.stringify(webhooks.webhookTest),
      attempts: [],
    },
  },
  listWebhookDeliveries: {
    response: { items: [webhooks.webhookDeliverySummary], nextCursor: null },
  },
  getWebhookDelivery: { response: webhooks.webhookDelivery },
  replayWebhookDelivery: { body: {}, response: webhooks.webhookDelivery },
  replayFailedWebhookDeliveries: {
    body: { since: webhooks.certificateStatusChanged.timestamp },
    response: { replayed: 3 },
  },
  getLogCheckpoint: { response: log.logCheckpoint },
  getLogKey: { response: log.logKey },
  getLogLeaf: { response: log.logProof },
  getOpenApiDocument: { response: { openapi: '3.1.0' } },
};
