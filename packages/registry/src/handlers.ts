import { certificateHandlers } from './certificates/certificate-handlers.ts';
import { credentialHandlers } from './credentials/credential-handlers.ts';
import { createCredentialIssuer } from './credentials/credential-issuer.ts';
import { directoryHandlers } from './directory/directory-handlers.ts';
import type { Handlers } from './http/handler.ts';
import { ledgerHandlers } from './ledger/ledger-handlers.ts';
import { logHandlers } from './log/log-handlers.ts';
import { outletHandlers } from './outlets/outlet-handlers.ts';
import { metaHandlers } from './pages/meta-handlers.ts';
import { saleHandlers } from './sales/sale-handlers.ts';
import type { KeySource } from './signing/registry-keys.ts';
import { createVcApi, type VcApiOptions } from './vc-api/create-vc-api.ts';
import { vcApiHandlers } from './vc-api/vc-api-handlers.ts';

/** The handler of every operation; a missing one is a type error. */
export function createHandlers(options: {
  readonly publicUrl: string;
  readonly keys: KeySource;
  readonly vcApi?: VcApiOptions | undefined;
}): Handlers {
  const { publicUrl, keys, vcApi } = options;
  const issuers = createCredentialIssuer(publicUrl, keys);
  return {
    ...directoryHandlers,
    ...certificateHandlers,
    ...outletHandlers,
    ...saleHandlers,
    ...ledgerHandlers,
    ...credentialHandlers(publicUrl, issuers),
    ...vcApiHandlers(createVcApi(publicUrl, issuers, vcApi)),
    ...logHandlers,
    ...metaHandlers(options),
  };
}
