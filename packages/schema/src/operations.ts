import { fillPath, type QueryValue } from './fill-path.ts';

/** Every operation of the registry by its id, in groups: HTTP method and path template. */
export const operationGroups = {
  directory: {
    listProducts: 'GET /v1/products',
    getProduct: 'GET /v1/products/{productId}',
    listCategories: 'GET /v1/categories',
    listCounties: 'GET /v1/counties',
  },
  applications: {},
  certificates: {
    getCertificate: 'GET /v1/certificates/{certificateId}',
    changeCertificateStatus: 'POST /v1/certificates/{certificateId}/status-changes',
  },
  outlets: {
    listOutlets: 'GET /v1/outlets',
    createOutlet: 'POST /v1/outlets',
    getOutlet: 'GET /v1/outlets/{outletId}',
    setOutletOrigins: 'PUT /v1/outlets/{outletId}/origins',
    listListings: 'GET /v1/outlets/{outletId}/listings',
    setListing: 'PUT /v1/outlets/{outletId}/listings/{sku}',
  },
  licences: {},
  sales: {
    createReportingSession: 'POST /v1/outlets/{outletId}/reporting-sessions',
    reportSales: 'POST /v1/outlets/{outletId}/sales',
    getLedgerSummary: 'GET /v1/ledger/summary',
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
    getVcApiDidDocument: 'GET /vc-api/did.json',
    getVcApiStatusList: 'GET /vc-api/status/{statusList}',
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
export const operations = {
  ...operationGroups.directory,
  ...operationGroups.applications,
  ...operationGroups.certificates,
  ...operationGroups.outlets,
  ...operationGroups.licences,
  ...operationGroups.sales,
  ...operationGroups.credentials,
  ...operationGroups.log,
  ...operationGroups.meta,
} as const;

/** The id of an operation: verb and noun, a method of the client and the operationId of the OpenAPI document. */
export type OperationId = keyof typeof operations;

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
