import { latestCertificate } from '../certificates/latest-certificate.ts';
import { findValidities } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';

/** A link from a product, as a linkset tells it (RFC 9264, 4.2.4.1). */
export interface ProductLink {
  /** The link type: a term of the GS1 Web Vocabulary or of UNTP, as URI. */
  readonly rel: string;
  readonly href: string;
  readonly title: string;
  readonly type: string;
  readonly hreflang?: readonly string[];
}

/** What the resolver knows of a trade item. */
export interface ResolvedItem {
  readonly name: string;
  /** Where a request goes that asks for nothing in particular. */
  readonly defaultLink: { readonly href: string; readonly title: string };
  readonly links: readonly ProductLink[];
}

/** The GS1 Web Vocabulary. */
export const gs1 = 'https://ref.gs1.org/voc/';
/** The link type of a UNTP Digital Conformity Credential. */
export const conformityCredential = 'https://test.uncefact.org/vocabulary/linkTypes/dcc';

const bothLanguages = ['zh', 'en'];

/**
 * The links of the products with a GTIN, those of the certificate that speaks for each among them. A GTIN that several
 * products bear, which its owner should not let happen, has the links of all, and leads to the first that is certified.
 */
export async function resolveGtin(
  connection: Connection,
  gtin14: string,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Date },
): Promise<ResolvedItem | undefined> {
  const products = await connection.db
    .selectFrom('product')
    .select(['productId', 'name'])
    .where('gtin14', '=', gtin14)
    .orderBy('productId')
    .limit(20)
    .execute();
  const validities = await findValidities(
    connection,
    products.map(({ productId }) => productId),
  );
  const items = products.map(({ productId, name }) => {
    const ofProduct = validities.filter((validity) => validity.productId === productId);
    const certificate = latestCertificate(ofProduct, now);
    return { name, ...linksOf(publicUrl, { productId, name }, certificate?.certificateId) };
  });
  const [first] = items.toSorted((a, b) => Number(b.isCertified) - Number(a.isCertified));
  return (
    first && {
      name: first.name,
      defaultLink: first.defaultLink,
      links: items.flatMap(({ links }) => links),
    }
  );
}

function linksOf(
  publicUrl: string,
  { productId, name }: { readonly productId: string; readonly name: string },
  certificateId: string | undefined,
) {
  const product = `${publicUrl}/products/${productId}`;
  const aboutProduct: ProductLink[] = [
    {
      rel: `${gs1}pip`,
      href: product,
      title: `${name} · 产品信息 Product information`,
      type: 'text/html',
      hreflang: bothLanguages,
    },
    {
      rel: `${gs1}masterData`,
      href: `${publicUrl}/v1/products/${productId}`,
      title: `${name} · 目录数据 Directory record`,
      type: 'application/json',
    },
    {
      rel: `${gs1}hasRetailers`,
      href: `${product}#outlets`,
      title: `${name} · 销售网点 Where it is sold`,
      type: 'text/html',
      hreflang: bothLanguages,
    },
  ];
  if (certificateId === undefined) {
    const [{ href, title }] = aboutProduct as [ProductLink];
    return { isCertified: false, defaultLink: { href, title }, links: aboutProduct };
  }
  const certificate = `${publicUrl}/certificates/${certificateId}`;
  const title = `${name} · 认定证书 Certificate`;
  const aboutCertificate: ProductLink[] = [
    {
      rel: `${gs1}certificationInfo`,
      href: certificate,
      title,
      type: 'text/html',
      hreflang: bothLanguages,
    },
    { rel: conformityCredential, href: certificate, title, type: 'application/vc+jwt' },
  ];
  return {
    isCertified: true,
    defaultLink: { href: certificate, title },
    links: [...aboutCertificate, ...aboutProduct],
  };
}
