export {
  certificateIdOf,
  upsertCertificates,
  type NewCertificate,
} from './certificates/certificate-store.ts';
export { createRegistry, type RegistryOptions } from './create-registry.ts';
export type { Connection, Database } from './database/database.ts';
export { openDatabase } from './database/open-database.ts';
export { DatabaseInUseError } from './database/sqlite/sqlite-dialect.ts';
export { upsertCategories } from './directory/category-store.ts';
export { productIdOf, upsertProducts, type NewProduct } from './directory/product-store.ts';
export { supplierIdOf, upsertSuppliers, type NewSupplier } from './directory/supplier-store.ts';
export { grantWithoutProof, type AdministratorGrant } from './licences/grant-licence.ts';
export type { KeyQuotas, Quota } from './http/key-limits.ts';
export { type Logger } from './http/logger.ts';
export {
  createPublicRequest,
  type PublicAnswer,
  type PublicCall,
  type PublicRequest,
} from './http/public-request.ts';
export { createLedgerWorker, type LedgerWorker } from './ledger/ledger-worker.ts';
export { loadLogKey, type LogKey, type LogKeyPlaces } from './log/log-key.ts';
export { createLogWorker, type LogWorker, type LogWorkerOptions } from './log/log-worker.ts';
export type { Witness } from './log/witness.ts';
export type { RegistryApp } from './http/registry-app.ts';
export { createKey, listKeys, revokeKey, type Key, type NewKey } from './keys/key-store.ts';
export { setListings, type ListingToStore } from './outlets/listing-store.ts';
export {
  operatorIdOf,
  outletIdOf,
  upsertOperators,
  upsertOutlets,
  type OutletToStore,
} from './outlets/outlet-store.ts';
export {
  fixedKey,
  type KeySource,
  type PublishedKey,
  type RegistryKeys,
} from './signing/registry-keys.ts';
export { SigningKeyError } from './signing/signing-key-error.ts';
export { loadSigningKey, type LoadedSigningKey } from './signing/signing-key.ts';
export type { VcApiOptions } from './vc-api/create-vc-api.ts';
export {
  createWebhookWorker,
  type WebhookWorker,
  type WebhookWorkerOptions,
} from './webhooks/webhook-worker.ts';
