import type { Endpoints, OperationId } from '@fupin/schema';
import { certificateHandlers } from './certificates/certificate-handlers.ts';
import { directoryHandlers } from './directory/directory-handlers.ts';
import type { Handlers } from './http/handler.ts';
import { ledgerHandlers } from './ledger/ledger-handlers.ts';
import { outletHandlers } from './outlets/outlet-handlers.ts';
import { metaHandlers } from './pages/meta-handlers.ts';
import { saleHandlers } from './sales/sale-handlers.ts';

type CredentialOperationId = {
  [Id in OperationId]: Endpoints[Id]['tag'] extends 'credentials' ? Id : never;
}[OperationId];

/** The handler of every operation; a missing one is a type error. */
export function createHandlers(options: {
  readonly publicUrl: string;
}): Handlers<Exclude<OperationId, CredentialOperationId>> {
  return {
    ...directoryHandlers,
    ...certificateHandlers,
    ...outletHandlers,
    ...saleHandlers,
    ...ledgerHandlers,
    ...metaHandlers(options),
  };
}
