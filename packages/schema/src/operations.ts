import { fillPath, type QueryValue } from './fill-path.ts';

/** Every operation of the registry by its id, in groups: HTTP method and path template. */
export const operationGroups = {
  directory: {
    listProducts: 'GET /v1/products',
    getProduct: 'GET /v1/products/{productId}',
    listCategories: 'GET /v1/categories',
    listCounties: 'GET /v1/counties',
  },
  applications: {
    listSchemes: 'GET /v1/schemes',
    createScheme: 'POST /v1/schemes',
    getScheme: 'GET /v1/schemes/{schemeId}',
    createSupplier: 'POST /v1/suppliers',
    listApplications: 'GET /v1/applications',
    createApplication: 'POST /v1/applications',
    getApplication: 'GET /v1/applications/{applicationId}',
    updateApplication: 'PUT /v1/applications/{applicationId}',
    getApplicationChecklist: 'GET /v1/applications/{applicationId}/checklist',
    submitApplication: 'POST /v1/applications/{applicationId}/submission',
    withdrawApplication: 'POST /v1/applications/{applicationId}/withdrawal',
    takeReviewStep: 'POST /v1/applications/{applicationId}/tracks/{schemeId}/steps',
    addEvidence: 'PUT /v1/applications/{applicationId}/evidence/{evidenceKind}/{fileName}',
    getEvidence: 'GET /v1/applications/{applicationId}/evidence/{evidenceId}',
    removeEvidence: 'DELETE /v1/applications/{applicationId}/evidence/{evidenceId}',
    listPublicNotices: 'GET /v1/public-notices',
    fileObjection: 'POST /v1/applications/{applicationId}/tracks/{schemeId}/objections',
    listObjections: 'GET /v1/applications/{applicationId}/objections',
    answerObjection: 'POST /v1/applications/{applicationId}/objections/{objectionId}/answer',
    listBatches: 'GET /v1/batches',
    createBatch: 'POST /v1/batches',
    getBatch: 'GET /v1/batches/{batchId}',
    discardBatch: 'DELETE /v1/batches/{batchId}',
    publishBatch: 'POST /v1/batches/{batchId}/publication',
    listBatchCertificates: 'GET /v1/batches/{batchId}/certificates',
  },
  certificates: {
    listCertificates: 'GET /v1/certificates',
    getCertificate: 'GET /v1/certificates/{certificateId}',
    changeCertificateStatus: 'POST /v1/certificates/{certificateId}/status-changes',
    renewCertificate: 'POST /v1/certificates/{certificateId}/renewals',
  },
  supervision: {
    listSpotChecks: 'GET /v1/spot-checks',
    createSpotCheck: 'POST /v1/certificates/{certificateId}/spot-checks',
    setSpotCheckResult: 'PUT /v1/spot-checks/{spotCheckId}/result',
    createComplaint: 'POST /v1/certificates/{certificateId}/complaints',
    followComplaint: 'POST /v1/complaints/follow-ups',
    listComplaints: 'GET /v1/complaints',
    getComplaint: 'GET /v1/complaints/{complaintId}',
    changeComplaintState: 'POST /v1/complaints/{complaintId}/state-changes',
    listBlacklist: 'GET /v1/blacklist',
    createBlacklistEntry: 'POST /v1/blacklist',
    removeBlacklistEntry: 'POST /v1/blacklist/{blacklistEntryId}/removal',
  },
  findings: {
    listFindings: 'GET /v1/findings',
    getFinding: 'GET /v1/findings/{findingId}',
    resolveFinding: 'POST /v1/findings/{findingId}/resolution',
    listRules: 'GET /v1/finding-rules',
    setRule: 'PUT /v1/finding-rules/{rule}',
    getRuleStatistics: 'GET /v1/finding-statistics',
    sendHeartbeat: 'POST /v1/outlets/{outletId}/heartbeats',
    listOutletActivity: 'GET /v1/outlet-activity',
  },
  outlets: {
    listOutlets: 'GET /v1/outlets',
    createOutlet: 'POST /v1/outlets',
    getOutlet: 'GET /v1/outlets/{outletId}',
    listListings: 'GET /v1/outlets/{outletId}/listings',
    setListing: 'PUT /v1/outlets/{outletId}/listings/{sku}',
  },
  licences: {
    getMarkTerms: 'GET /v1/mark-terms',
    listMarkLicences: 'GET /v1/mark-licences',
    createMarkLicence: 'POST /v1/mark-licences',
    getMarkLicence: 'GET /v1/mark-licences/{licenceId}',
    verifyMarkLicenceOrigins: 'POST /v1/mark-licences/{licenceId}/verifications',
    renewMarkLicence: 'POST /v1/mark-licences/{licenceId}/renewals',
    changeMarkLicenceStatus: 'POST /v1/mark-licences/{licenceId}/status-changes',
    grantMarkLicence: 'POST /v1/outlets/{outletId}/mark-licences',
  },
  sales: {
    createReportingSession: 'POST /v1/outlets/{outletId}/reporting-sessions',
    reportSales: 'POST /v1/outlets/{outletId}/sales',
  },
  receipts: {
    listTerminals: 'GET /v1/outlets/{outletId}/terminals',
    getSaleReceipt: 'GET /v1/outlets/{outletId}/sale-receipt',
  },
  webhooks: {
    listWebhooks: 'GET /v1/webhooks',
    createWebhook: 'POST /v1/webhooks',
    getWebhook: 'GET /v1/webhooks/{webhookId}',
    updateWebhook: 'PUT /v1/webhooks/{webhookId}',
    removeWebhook: 'DELETE /v1/webhooks/{webhookId}',
    rotateWebhookSecret: 'POST /v1/webhooks/{webhookId}/secret-rotations',
    createWebhookTest: 'POST /v1/webhooks/{webhookId}/tests',
    listWebhookDeliveries: 'GET /v1/webhooks/{webhookId}/deliveries',
    getWebhookDelivery: 'GET /v1/webhooks/{webhookId}/deliveries/{deliveryId}',
    replayWebhookDelivery: 'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replays',
    replayFailedWebhookDeliveries: 'POST /v1/webhooks/{webhookId}/replays',
  },
  ledger: {
    getLedgerSummary: 'GET /v1/ledger/summary',
    getLedgerFigures: 'GET /v1/ledger/figures',
    getLedgerFiguresFile: 'GET /v1/ledger/figures/file',
    listLedgerLines: 'GET /v1/ledger/lines',
    getLedgerLinesFile: 'GET /v1/ledger/lines/file',
    listIndicators: 'GET /v1/ledger/indicators',
    listLedgerPeriods: 'GET /v1/ledger/periods',
    closeLedgerPeriod: 'POST /v1/ledger/periods',
    listCampaigns: 'GET /v1/campaigns',
    createCampaign: 'POST /v1/campaigns',
  },
  credentials: {
    getCertificateCredential: 'GET /certificates/{certificateId}',
    getCertificateBundle: 'GET /certificates/{certificateId}/bundle',
    getBadgeBundle: 'GET /badges/bundle',
    getBadge: 'GET /badges/{badgeId}',
    getStatusList: 'GET /status/{statusListId}',
    getContext: 'GET /contexts/v1',
    getDidDocument: 'GET /.well-known/did.json',
    getKeySet: 'GET /.well-known/jwks.json',
    getSignedKeySet: 'GET /.well-known/jwks.jwt',
    issueCredential: 'POST /credentials/issue',
    updateCredentialStatus: 'POST /credentials/status',
    verifyCredential: 'POST /credentials/verify',
    verifyPresentation: 'POST /presentations/verify',
    createPresentation: 'POST /presentations',
    getVcApiDidDocument: 'GET /vc-api/did.json',
    getVcApiStatusList: 'GET /vc-api/status/{statusListId}',
  },
  log: {
    getLogCheckpoint: 'GET /log/checkpoint',
    getLogKey: 'GET /log/key',
    getLogLeaf: 'GET /v1/log/leaves/{leafHash}',
  },
  meta: { getOpenApiDocument: 'GET /openapi.json' },
} as const;

/** The groups of operations, each about one matter. */
export type OperationGroup = keyof typeof operationGroups;

/**
 * Every operation of the registry by its id. It stands apart from the schemas in the endpoint table so that a page which
 * only reads need not load them.
 */
export const operations = Object.assign({}, ...Object.values(operationGroups)) as AllOf<
  (typeof operationGroups)[OperationGroup]
>;

type AllOf<Each> = (Each extends unknown ? (each: Each) => void : never) extends (
  all: infer All,
) => void
  ? { readonly [Name in keyof All]: All[Name] }
  : never;

/** The id of an operation: verb and noun, a method of the client and the operationId of the OpenAPI document. */
export type OperationId = keyof typeof operations;

const groups = new Map(
  Object.entries(operationGroups).flatMap(([group, members]) =>
    Object.keys(members).map((operationId) => [operationId, group as OperationGroup] as const),
  ),
);

/** The group of an operation. */
export function groupOf(operationId: OperationId): OperationGroup {
  const group = groups.get(operationId);
  if (!group) throw new TypeError(`there is no operation ${operationId}`);
  return group;
}

/** Method and path template of an operation, e.g. `{ method: 'GET', path: '/v1/products' }`. */
export function splitOperation(operationId: OperationId): { method: string; path: string } {
  const [method = '', path = ''] = operations[operationId].split(' ');
  return { method, path };
}

/** The path and query of a call; see {@link fillPath}. */
export function operationUrl(
  operationId: OperationId,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, QueryValue>> = {},
): string {
  return fillPath(splitOperation(operationId).path, params, query);
}
