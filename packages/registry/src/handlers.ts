import { applicationHandlers } from './applications/application-handlers.ts';
import { batchHandlers } from './batches/batch-handlers.ts';
import { blacklistHandlers } from './blacklist/blacklist-handlers.ts';
import { certificateHandlers } from './certificates/certificate-handlers.ts';
import { complaintHandlers } from './complaints/complaint-handlers.ts';
import { credentialHandlers } from './credentials/credential-handlers.ts';
import { createCredentialIssuer } from './credentials/credential-issuer.ts';
import { directoryHandlers } from './directory/directory-handlers.ts';
import { supplierHandlers } from './directory/supplier-handlers.ts';
import { ProductSearch } from './directory/product-search.ts';
import { evidenceHandlers } from './evidence/evidence-handlers.ts';
import type { EvidenceFolder } from './evidence/evidence-folder.ts';
import { findingHandlers } from './findings/finding-handlers.ts';
import { heartbeatHandlers } from './heartbeats/heartbeat-handlers.ts';
import type { Handlers } from './http/handler.ts';
import { licenceHandlers } from './licences/licence-handlers.ts';
import { isLoopbackOrigin } from './licences/site-origin.ts';
import type { SiteReader } from './licences/site-reader.ts';
import { ledgerHandlers } from './ledger/ledger-handlers.ts';
import { logHandlers } from './log/log-handlers.ts';
import { outletHandlers } from './outlets/outlet-handlers.ts';
import { OutletSearch } from './outlets/outlet-search.ts';
import { metaHandlers } from './pages/meta-handlers.ts';
import { schemeHandlers } from './schemes/scheme-handlers.ts';
import { saleHandlers } from './sales/sale-handlers.ts';
import { spotCheckHandlers } from './spot-checks/spot-check-handlers.ts';
import type { KeySource } from './signing/registry-keys.ts';
import { createVcApi, type VcApiOptions } from './vc-api/create-vc-api.ts';
import { vcApiHandlers } from './vc-api/vc-api-handlers.ts';
import { webhookHandlers } from './webhooks/webhook-handlers.ts';

/** The handler of every operation; a missing one is a type error. */
export function createHandlers(options: {
  readonly publicUrl: string;
  readonly evidence: EvidenceFolder;
  readonly keys: KeySource;
  readonly siteReader: SiteReader;
  readonly vcApi?: VcApiOptions | undefined;
}): Handlers {
  const { publicUrl, evidence, keys, siteReader, vcApi } = options;
  const issuers = createCredentialIssuer(publicUrl, keys);
  const searches = { products: new ProductSearch(), outlets: new OutletSearch() };
  return {
    ...directoryHandlers(searches.products),
    ...schemeHandlers,
    ...supplierHandlers,
    ...applicationHandlers(),
    ...evidenceHandlers(evidence),
    ...batchHandlers,
    ...certificateHandlers,
    ...spotCheckHandlers,
    ...complaintHandlers(),
    ...blacklistHandlers,
    ...findingHandlers,
    ...heartbeatHandlers,
    ...outletHandlers(searches),
    ...licenceHandlers(siteReader, { isSandbox: isLoopbackOrigin(publicUrl) }),
    ...saleHandlers(publicUrl, keys),
    ...ledgerHandlers,
    ...credentialHandlers(publicUrl, issuers),
    ...vcApiHandlers(createVcApi(publicUrl, issuers, vcApi)),
    ...webhookHandlers({ isSandbox: isLoopbackOrigin(publicUrl) }),
    ...logHandlers,
    ...metaHandlers(options),
  };
}
