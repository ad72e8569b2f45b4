import type { SaleLine } from '@fupin/schema';
import { sql, type SqlBool } from 'kysely';
import { findValidities, type ProductValidity } from '../certificates/certificate-store.ts';
import { inForceJudge } from '../certificates/in-force-judge.ts';
import type { Connection } from '../database/database.ts';
import { groupBy } from '../group-by.ts';

/** What the registry found a sale line to be of. */
export interface SoldGood {
  readonly productId: string | null;
  readonly countyCode: string | null;
  /** The certificate in force when it was sold; null where the line does not count as certified. */
  readonly certificateId: string | null;
}

interface KnownProduct {
  readonly productId: string;
  readonly countyCode: string;
}

const unknownGood: SoldGood = { productId: null, countyCode: null, certificateId: null };

/**
 * A function that says what a line of an outlet was of, and whether that was certified when it was sold: by its productId,
 * else by its SKU among the outlet's listings, else by its GTIN.
 */
export async function goodsJudge(
  connection: Connection,
  outletId: string,
  lines: readonly SaleLine[],
): Promise<(line: SaleLine) => SoldGood> {
  const byId = await productsById(connection, distinct(lines, 'productId'));
  const bySku = await productsBySku(connection, outletId, distinct(lines, 'sku'));
  const byGtin = await productsByGtin(connection, distinct(lines, 'gtin'));
  const products = [...byId.values(), ...bySku.values(), ...byGtin.values()].flat();
  const certificates = groupBy(
    (
      await findValidities(connection, [...new Set(products.map(({ productId }) => productId))])
    ).map(certificateJudge),
    ({ productId }) => productId,
  );
  return (line) => {
    const found =
      byId.get(line.productId ?? '') ??
      bySku.get(line.sku ?? '') ??
      byGtin.get(line.gtin?.padStart(14, '0') ?? '');
    return found ? judge(found, certificates, Date.parse(line.soldAt)) : unknownGood;
  };
}

interface JudgedCertificate {
  readonly productId: string;
  readonly certificateId: string;
  readonly isInForce: (atMs: number) => boolean;
}

function certificateJudge(certificate: ProductValidity): JudgedCertificate {
  const { productId, certificateId } = certificate;
  return { productId, certificateId, isInForce: inForceJudge(certificate) };
}

// Several products may carry one GTIN; the one that was certified speaks for them.
function judge(
  products: readonly KnownProduct[],
  certificates: ReadonlyMap<string, readonly JudgedCertificate[]>,
  soldAtMs: number,
): SoldGood {
  for (const { productId, countyCode } of products) {
    const certificate = certificates.get(productId)?.find((each) => each.isInForce(soldAtMs));
    if (certificate) {
      return { productId, countyCode, certificateId: certificate.certificateId };
    }
  }
  const [first] = products;
  return first ? { ...first, certificateId: null } : unknownGood;
}

function distinct(lines: readonly SaleLine[], name: 'productId' | 'sku' | 'gtin'): string[] {
  return [...new Set(lines.flatMap((line) => line[name] ?? []))];
}

async function productsById({ db, dialect }: Connection, productIds: readonly string[]) {
  if (productIds.length === 0) return new Map<string, KnownProduct[]>();
  const rows = await db
    .selectFrom('product')
    .select(['productId', 'countyCode'])
    .where(sql<SqlBool>`product_id ${dialect.isOneOf(productIds)}`)
    .execute();
  return groupBy(rows, ({ productId }) => productId);
}

async function productsBySku(
  { db, dialect }: Connection,
  outletId: string,
  skus: readonly string[],
) {
  if (skus.length === 0) return new Map<string, KnownProduct[]>();
  // Columns are named as members, for plugins are slow on many rows.
  const { rows } = await sql<KnownProduct & { readonly sku: string }>`
    select sku, product.product_id as "productId", county_code as "countyCode"
    from listing inner join product on product.product_id = listing.product_id
    where outlet_id = ${outletId} and listing.sku ${dialect.isOneOf(skus)}`.execute(
    db.withoutPlugins(),
  );
  return groupBy(rows, ({ sku }) => sku);
}

async function productsByGtin({ db, dialect }: Connection, gtins: readonly string[]) {
  if (gtins.length === 0) return new Map<string, KnownProduct[]>();
  const padded = gtins.map((gtin) => gtin.padStart(14, '0'));
  const rows = await db
    .selectFrom('product')
    .select(['gtin14', 'productId', 'countyCode'])
    .where(sql<SqlBool>`gtin14 ${dialect.isOneOf(padded)}`)
    .orderBy('productId')
    .execute();
  return groupBy(rows, ({ gtin14 }) => gtin14 ?? '');
}
