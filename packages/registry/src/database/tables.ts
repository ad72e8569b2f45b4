import type { ApplicationTables } from '../applications/application-tables.ts';
import type { BlacklistTables } from '../blacklist/blacklist-tables.ts';
import type { FindingTables } from '../findings/finding-tables.ts';
import type { ComplaintTables } from '../complaints/complaint-tables.ts';
import type { SpotCheckTables } from '../spot-checks/spot-check-tables.ts';
import type { LedgerTables } from '../ledger/ledger-tables.ts';
import type { LicenceTables } from '../licences/licence-tables.ts';
import type { LogTables } from '../log/log-tables.ts';
import type { SchemeTables } from '../schemes/scheme-tables.ts';
import type { TerminalTables } from '../sales/terminal-tables.ts';
import type { SearchTables } from '../search/search-tables.ts';
import type { SigningTables } from '../signing/signing-tables.ts';
import type { VcApiTables } from '../vc-api/vc-api-tables.ts';
import type { WebhookTables } from '../webhooks/webhook-tables.ts';

/** The rows of the database as Kysely sees them: camelCase here, snake_case in SQL. */
export interface Tables
  extends
    LogTables,
    LedgerTables,
    LicenceTables,
    SchemeTables,
    SearchTables,
    TerminalTables,
    ApplicationTables,
    BlacklistTables,
    ComplaintTables,
    FindingTables,
    SpotCheckTables,
    VcApiTables,
    SigningTables,
    WebhookTables {
  category: CategoryRow;
  supplier: SupplierRow;
  product: ProductRow;
  certificate: CertificateRow;
  certificateStatusChange: StatusChangeRow;
  statusPlace: StatusPlaceRow;
  statusPlaceCounter: StatusPlaceCounterRow;
  statusListState: StatusListStateRow;
  operator: OperatorRow;
  outlet: OutletRow;
  listing: ListingRow;
  apiKey: ApiKeyRow;
  idempotency: IdempotencyRow;
  saleLine: SaleLineRow;
  saleBatch: SaleBatchRow;
}

/** JSON as text; never queried into. */
type JsonText = string;
/** A truth value: boolean in PostgreSQL, 0 or 1 in SQLite, which binds booleans as well. */
type Flag = boolean | number;

export interface CategoryRow {
  code: string;
  name: string;
  nameEn: string;
}

export interface SupplierRow {
  supplierId: string;
  uscc: string;
  name: string;
  nameEn: string | null;
  kind: string;
  countyCode: string;
}

export interface ProductRow {
  productId: string;
  supplierId: string;
  name: string;
  nameEn: string | null;
  spec: string;
  gtin: string | null;
  /** The GTIN padded to 14 digits, so that the same number in another length is found. */
  gtin14: string | null;
  categoryCode: string;
  countyCode: string;
  description: string | null;
  descriptionEn: string | null;
  images: JsonText;
  referencePriceFen: number;
  annualSupplyQuantity: string;
  annualSupplyUnit: string;
}

export interface CertificateRow {
  certificateId: string;
  schemeId: string;
  directoryNo: string;
  batch: string;
  productId: string;
  countyCode: string;
  reviewChain: JsonText;
  linkageKinds: JsonText;
  householdsHelped: number;
  peopleHelped: number;
  commodityValueFen: number;
  annualSupplyQuantity: string;
  annualSupplyUnit: string;
  validFrom: string;
  validUntil: string;
  /** The certificate that this one renews. */
  renews: string | null;
}

export interface StatusChangeRow {
  certificateId: string;
  sequence: number;
  status: string;
  /** As it was given, with its offset. */
  at: string;
  /** The same instant in milliseconds since 1970, for comparing. */
  atMs: number;
  reasonCode: string | null;
  reason: string | null;
  /** The key with which it was made; null where it came from elsewhere. */
  keyId: string | null;
}

export interface StatusPlaceRow {
  certificateId: string;
  /** Place over all status lists, from 0: see credentials/status-lists.ts. */
  place: number;
}

/** The one row that says which state of the database the status lists show, see status-list-state.ts. */
export interface StatusListStateRow {
  /** How many changes of status have been recorded. */
  recorded: number;
  /** How many of them there were when the lists were dated. */
  shown: number;
  datedMs: number;
}

export interface StatusPlaceCounterRow {
  /** The place to be given next. */
  next: number;
}

export interface OperatorRow {
  operatorId: string;
  name: string;
}

export interface OutletRow {
  outletId: string;
  operatorId: string;
  kind: string;
  name: string;
  nameEn: string | null;
  online: Flag;
  origins: JsonText;
  url: string | null;
  divisionCode: string | null;
  address: string | null;
  openingHours: string | null;
  longitude: number | null;
  latitude: number | null;
}

export interface ListingRow {
  outletId: string;
  sku: string;
  productId: string;
  priceFen: number;
  link: string | null;
  stock: number | null;
  imageUrl: string | null;
  badgeId: string;
}

export interface ApiKeyRow {
  keyId: string;
  /** SHA-256 of the key, base64url. */
  keyHash: string;
  kind: string;
  role: string | null;
  operatorId: string | null;
  supplierId: string | null;
  divisionCode: string | null;
  outletId: string | null;
  origins: JsonText;
  label: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  mintedBy: string | null;
}

export interface IdempotencyRow {
  callerId: string;
  idempotencyKey: string;
  requestHash: string;
  status: number;
  body: string;
  createdAt: string;
}

export interface SaleLineRow {
  outletId: string;
  lineId: string;
  kind: string;
  terminalId: string;
  businessDate: string;
  receiptNo: string;
  lineNo: number;
  fingerprint: string;
  acceptedAt: string;
  soldAt: string;
  certified: Flag;
  unmatched: Flag;
  /** The product that the registry found the line to be of. */
  productId: string | null;
  /** The certificate in force at `soldAt`. */
  certificateId: string | null;
  /** County of origin of the product found. */
  countyCode: string | null;
  reportedProductId: string | null;
  sku: string | null;
  gtin: string | null;
  name: string | null;
  quantity: string;
  unit: string;
  amountFen: number;
  originalLineId: string | null;
  buyerKind: string | null;
  fundSource: string | null;
  cooperation: string | null;
  /** The day on which the ledger counts the line: its business date, or of a late one the day on which it was accepted. */
  bookedOn: string;
  /** By how much the seller's clock was ahead of the registry's, as far as the seller's device knew. */
  clockSkewMs: number | null;
  /** The batch that brought the line, and its place in that, from 0; lines that were not accepted leave their places empty. */
  batchId: string;
  batchPlace: number;
}

/** Lines of one outlet that came together; how many of them were accepted. */
export interface SaleBatchRow {
  outletId: string;
  batchId: string;
  lines: number;
  acceptedAt: string;
  /** Place of its first line in the transparency log, by which all batches are in one order; null until it is there. */
  firstLeaf: number | null;
}
