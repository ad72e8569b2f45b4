import type { Endpoint } from './endpoint.ts';
import {
  groupOf,
  type operationGroups,
  type OperationGroup,
  type OperationId,
} from './operations.ts';

const loaders: {
  readonly [Group in OperationGroup]: () => Promise<
    Readonly<Record<keyof (typeof operationGroups)[Group], Endpoint>>
  >;
} = {
  directory: async () => (await import('./endpoints/directory.ts')).directoryEndpoints,
  applications: async () => (await import('./endpoints/applications.ts')).applicationsEndpoints,
  certificates: async () => (await import('./endpoints/certificates.ts')).certificatesEndpoints,
  supervision: async () => (await import('./endpoints/supervision.ts')).supervisionEndpoints,
  findings: async () => (await import('./endpoints/findings.ts')).findingsEndpoints,
  outlets: async () => (await import('./endpoints/outlets.ts')).outletsEndpoints,
  licences: async () => (await import('./endpoints/licences.ts')).licencesEndpoints,
  sales: async () => (await import('./endpoints/sales.ts')).salesEndpoints,
  receipts: async () => (await import('./endpoints/receipts.ts')).receiptsEndpoints,
  webhooks: async () => (await import('./endpoints/webhooks.ts')).webhooksEndpoints,
  ledger: async () => (await import('./endpoints/ledger.ts')).ledgerEndpoints,
  credentials: async () => (await import('./endpoints/credentials.ts')).credentialsEndpoints,
  log: async () => (await import('./endpoints/log.ts')).logEndpoints,
  meta: async () => (await import('./endpoints/meta.ts')).metaEndpoints,
};

/** An entry of the endpoint table; loads the schemas of its group alone, so that a page need not have those of all. */
export async function loadEndpoint(operationId: OperationId): Promise<Endpoint> {
  const endpoints: Readonly<Partial<Record<OperationId, Endpoint>>> =
    await loaders[groupOf(operationId)]();
  const endpoint = endpoints[operationId];
  if (!endpoint) throw new TypeError(`${operationId} is not described`);
  return endpoint;
}
