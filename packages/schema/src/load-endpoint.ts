import type { Endpoint } from './endpoint.ts';
import {
  groupOf,
  type operationGroups,
  type OperationGroup,
  type OperationId,
} from './operations.ts';

const loaders: {
  readonly [Group in OperationGroup]: () => Promise<{
    readonly [Name in `${Group}Endpoints`]: Readonly<
      Record<keyof (typeof operationGroups)[Group], Endpoint>
    >;
  }>;
} = {
  directory: () => import('./endpoints/directory.ts'),
  applications: () => import('./endpoints/applications.ts'),
  certificates: () => import('./endpoints/certificates.ts'),
  supervision: () => import('./endpoints/supervision.ts'),
  findings: () => import('./endpoints/findings.ts'),
  outlets: () => import('./endpoints/outlets.ts'),
  licences: () => import('./endpoints/licences.ts'),
  sales: () => import('./endpoints/sales.ts'),
  receipts: () => import('./endpoints/receipts.ts'),
  webhooks: () => import('./endpoints/webhooks.ts'),
  ledger: () => import('./endpoints/ledger.ts'),
  credentials: () => import('./endpoints/credentials.ts'),
  log: () => import('./endpoints/log.ts'),
  meta: () => import('./endpoints/meta.ts'),
};

/** An entry of the endpoint table; loads the schemas of its group alone, so that a page need not have those of all. */
export async function loadEndpoint(operationId: OperationId): Promise<Endpoint> {
  const group = groupOf(operationId);
  const loaded: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> =
    await loaders[group]();
  const endpoint = loaded[`${group}Endpoints`]?.[operationId];
  if (!endpoint) throw new TypeError(`${operationId} is not described`);
  return endpoint;
}
