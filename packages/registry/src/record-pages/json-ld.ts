import type { Certificate, Product } from '@fupin/schema';

/** What a page says of a certified product to search engines: a schema.org Product with `hasCertification`. */
export function productJsonLd(
  publicUrl: string,
  product: Product,
  certificate: Certificate | undefined,
  isInForce: boolean,
): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    '@id': `${publicUrl}/products/${product.productId}`,
    name: product.name,
    ...(product.nameEn !== undefined && { alternateName: product.nameEn }),
    ...(product.description !== undefined && { description: product.description }),
    category: product.category.name,
    image: product.images.map((address) => new URL(address, publicUrl).href),
    ...(product.gtin !== undefined && { gtin: product.gtin }),
    manufacturer: {
      '@type': 'Organization',
      '@id': `${publicUrl}/suppliers/${product.supplier.supplierId}`,
      name: product.supplier.name,
    },
    countryOfOrigin: { '@type': 'Country', name: 'CN' },
    ...(certificate && { hasCertification: certificationOf(publicUrl, certificate, isInForce) }),
  };
}

function certificationOf(publicUrl: string, certificate: Certificate, isInForce: boolean): object {
  const { certifiedBy } = certificate;
  return {
    '@type': 'Certification',
    '@id': `${publicUrl}/certificates/${certificate.certificateId}`,
    url: `${publicUrl}/certificates/${certificate.certificateId}`,
    name: certificate.schemeName,
    certificationIdentification: certificate.directoryNo,
    certificationStatus: `https://schema.org/Certification${isInForce ? 'Active' : 'Inactive'}`,
    issuedBy: {
      '@type': 'GovernmentOrganization',
      name: certificate.reviewChain.findLast(({ step }) => step === 'determined')?.actor,
      areaServed: { '@type': 'AdministrativeArea', name: certifiedBy.name },
    },
    validFrom: certificate.validFrom,
    expires: certificate.validUntil,
    validIn: { '@type': 'Country', name: 'CN' },
  };
}
