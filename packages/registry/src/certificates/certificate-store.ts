import {
  nationalDirectoryId,
  startOfDay,
  statusAt,
  type Certificate,
  type CertificateSummary,
  type StatusChange,
} from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import { addBatches } from '../batches/batch-store.ts';
import type { Connection } from '../database/database.ts';
import type { CertificateRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { countyOf } from '../directory/county.ts';
import { indexCertified } from '../directory/index-certified.ts';
import { ProblemError } from '../http/problem-error.ts';
import { appendToLog } from '../log/append-to-log.ts';
import { groupBy } from '../group-by.ts';
import { naturalId } from '../record-id.ts';
import { addStatusChanges, statusChangesOf } from './status-change-store.ts';
import { assignStatusPlaces } from './status-place-store.ts';

/** A certificate to be stored; its id follows from its number in the directory. */
export interface NewCertificate extends Pick<
  Certificate,
  | 'directoryNo'
  | 'batch'
  | 'productId'
  | 'reviewChain'
  | 'linkage'
  | 'commodityValueFen'
  | 'annualSupply'
  | 'validFrom'
  | 'validUntil'
> {
  /** The scheme under which it is given; the National Directory where absent. */
  readonly schemeId?: string | undefined;
  /** Of the certifying county. */
  readonly countyCode: string;
  /** The certificate that it renews. */
  readonly renews?: string | undefined;
  /** Changes of status to be recorded, where they are not yet. */
  readonly statusChanges?: readonly StatusChange[];
}

/** A certificate as it is stored: all but its status, which depends on the instant. */
export type StoredCertificate = Required<
  Pick<Certificate, 'schemeId' | 'schemeName' | 'schemeNameEn'>
> &
  Pick<
    Certificate,
    | 'certificateId'
    | 'directoryNo'
    | 'batch'
    | 'productId'
    | 'productName'
    | 'supplierId'
    | 'supplierName'
    | 'certifiedBy'
    | 'reviewChain'
    | 'linkage'
    | 'commodityValueFen'
    | 'annualSupply'
    | 'validFrom'
    | 'validUntil'
    | 'statusChanges'
    | 'renews'
    | 'renewedBy'
  >;

/** What decides when a product's certificate is in force. */
export type ProductValidity = Pick<
  StoredCertificate,
  'certificateId' | 'productId' | 'validFrom' | 'validUntil' | 'statusChanges'
>;

/** The id of the certificate with a number in the directory. */
export const certificateIdOf = (directoryNo: string) => naturalId('crt', directoryNo);

/** Adds certificates, or replaces those with the same directory number; changes of status are added, never removed. */
export async function upsertCertificates(
  connection: Connection,
  certificates: readonly NewCertificate[],
): Promise<void> {
  if (certificates.length === 0) return;
  const rows = certificates.map((certificate): CertificateRow => ({
    certificateId: certificateIdOf(certificate.directoryNo),
    schemeId: certificate.schemeId ?? nationalDirectoryId,
    directoryNo: certificate.directoryNo,
    batch: certificate.batch,
    productId: certificate.productId,
    countyCode: certificate.countyCode,
    reviewChain: JSON.stringify(certificate.reviewChain),
    linkageKinds: JSON.stringify(certificate.linkage.kinds),
    householdsHelped: certificate.linkage.householdsHelped,
    peopleHelped: certificate.linkage.peopleHelped,
    commodityValueFen: certificate.commodityValueFen,
    annualSupplyQuantity: certificate.annualSupply.quantity,
    annualSupplyUnit: certificate.annualSupply.unit,
    validFrom: certificate.validFrom,
    validUntil: certificate.validUntil,
    renews: certificate.renews ?? null,
  }));
  await upsertRows(connection, 'certificate', ['certificateId'], rows, ['renews']);
  await addPublishedBatches(connection, rows);
  const ids = [...new Set(rows.map(({ certificateId }) => certificateId))];
  await assignStatusPlaces(connection, ids);
  await indexCertified(connection, ids);
  await appendToLog(
    connection,
    ids.map((certificateId) => ({ type: 'certificate', certificateId })),
  );
  await addStatusChanges(
    connection,
    certificates.flatMap(({ directoryNo, statusChanges = [] }) =>
      statusChanges.map((change) => ({ certificateId: certificateIdOf(directoryNo), ...change })),
    ),
  );
}

// Certificates that come from a file bring the batch in which they were announced; one that is there stays as it is.
async function addPublishedBatches(
  connection: Connection,
  rows: readonly CertificateRow[],
): Promise<void> {
  const byName = groupBy(rows, ({ schemeId, batch }) => JSON.stringify([schemeId, batch]));
  await addBatches(
    connection,
    [...byName.values()].flatMap(([row]) => {
      if (!row) return [];
      const publishedAt = startOfDay(row.validFrom).toISOString();
      const { schemeId, batch: name } = row;
      return { schemeId, name, divisionCode: null, createdAt: publishedAt, publishedAt };
    }),
  );
}

/** Certificates by their own ids or by those of their products. */
export async function findCertificates(
  connection: Connection,
  by: { readonly certificateIds: readonly string[] } | { readonly productIds: readonly string[] },
): Promise<readonly StoredCertificate[]> {
  const [column, ids] =
    'productIds' in by
      ? (['certificate.productId', by.productIds] as const)
      : (['certificate.certificateId', by.certificateIds] as const);
  if (ids.length === 0) return [];
  const rows = await connection.db
    .selectFrom('certificate')
    .innerJoin('product', 'product.productId', 'certificate.productId')
    .innerJoin('supplier', 'supplier.supplierId', 'product.supplierId')
    .innerJoin('scheme', 'scheme.schemeId', 'certificate.schemeId')
    .leftJoin('certificate as successor', 'successor.renews', 'certificate.certificateId')
    .selectAll('certificate')
    .select('successor.certificateId as renewedBy')
    .select(['product.name as productName', 'supplier.supplierId', 'supplier.name as supplierName'])
    .select(['scheme.name as schemeName', 'scheme.nameEn as schemeNameEn'])
    .where(column, 'in', ids)
    .orderBy('certificate.certificateId')
    .execute();
  const changes = await statusChangesOf(
    connection,
    rows.map(({ certificateId }) => certificateId),
  );
  return rows.map((row) => certificateFromRow(row, changes(row.certificateId)));
}

/** All that is needed to judge whether certificates of products were in force, see isInForce. */
export async function findValidities(
  connection: Connection,
  productIds: readonly string[],
): Promise<readonly ProductValidity[]> {
  if (productIds.length === 0) return [];
  const rows = await connection.db
    .selectFrom('certificate')
    .select(['certificateId', 'productId', 'validFrom', 'validUntil'])
    .where(sql<SqlBool>`product_id ${connection.dialect.isOneOf(productIds)}`)
    .orderBy('certificateId')
    .execute();
  const changes = await statusChangesOf(
    connection,
    rows.map(({ certificateId }) => certificateId),
  );
  return rows.map((row) => ({ ...row, statusChanges: changes(row.certificateId) }));
}

/** A certificate as it stands at an instant; undefined where there is none with this id. */
export async function findCertificate(
  connection: Connection,
  certificateId: string,
  at: Date,
): Promise<Certificate | undefined> {
  const [stored] = await findCertificates(connection, { certificateIds: [certificateId] });
  return stored && { ...stored, status: statusAt(stored, at) };
}

/** The same; throws `notFound` where there is none. */
export async function existingCertificate(
  connection: Connection,
  certificateId: string,
  at: Date,
): Promise<Certificate> {
  const certificate = await findCertificate(connection, certificateId, at);
  if (!certificate) throw new ProblemError('notFound', `There is no certificate ${certificateId}.`);
  return certificate;
}

/** Keeps other changes of a certificate waiting until the transaction ends. */
export async function lockCertificate(
  connection: Connection,
  certificateId: string,
): Promise<void> {
  const { db, dialect } = connection;
  await sql`select 1 from certificate where certificate_id = ${certificateId} ${dialect.forUpdate}`.execute(
    db,
  );
}

/** The same for all certificates of a supplier. */
export async function lockCertificatesOf(
  { db, dialect }: Connection,
  supplierId: string,
): Promise<void> {
  await sql`select 1 from certificate
    where product_id in (select product_id from product where supplier_id = ${supplierId})
    order by certificate_id ${dialect.forUpdate}`.execute(db);
}

/** What is shown of a certificate beside its product. */
export function summaryOf(certificate: StoredCertificate, at: Date): CertificateSummary {
  const { certificateId, schemeId, directoryNo, validFrom, validUntil } = certificate;
  const { statusChanges, linkage } = certificate;
  const status = statusAt(certificate, at);
  return {
    certificateId,
    schemeId,
    directoryNo,
    status,
    validFrom,
    validUntil,
    statusChanges,
    linkage,
  };
}

function certificateFromRow(
  row: CertificateRow &
    Pick<
      StoredCertificate,
      'productName' | 'supplierId' | 'supplierName' | 'schemeName' | 'schemeNameEn'
    > & { readonly renewedBy: string | null },
  statusChanges: readonly StatusChange[],
): StoredCertificate {
  return {
    certificateId: row.certificateId,
    schemeId: row.schemeId,
    schemeName: row.schemeName,
    schemeNameEn: row.schemeNameEn,
    directoryNo: row.directoryNo,
    batch: row.batch,
    productId: row.productId,
    productName: row.productName,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    certifiedBy: countyOf(row.countyCode),
    reviewChain: JSON.parse(row.reviewChain) as Certificate['reviewChain'],
    linkage: {
      kinds: JSON.parse(row.linkageKinds) as string[],
      householdsHelped: row.householdsHelped,
      peopleHelped: row.peopleHelped,
    },
    commodityValueFen: row.commodityValueFen,
    annualSupply: { quantity: row.annualSupplyQuantity, unit: row.annualSupplyUnit },
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    statusChanges,
    ...(row.renews !== null && { renews: row.renews }),
    ...(row.renewedBy !== null && { renewedBy: row.renewedBy }),
  };
}
