import type { Certificate, LogProof, Product } from '@fupin/schema';
import { html } from 'hono/html';
import { findSuppliers } from '../directory/supplier-store.ts';
import { findLicensees } from '../outlets/licensees.ts';
import { complaintSection } from './complaint-section.ts';
import {
  factsSection,
  historySection,
  licenceSection,
  logSection,
  productSection,
  proofSection,
  reviewSection,
  statusBlock,
  supervisionSection,
  type Logged,
} from './certificate-sections.ts';
import { standingOf } from './certificate-standing.ts';
import { certificateTexts } from './certificate-texts.ts';
import { productJsonLd } from './json-ld.ts';
import { pageLanguage, type PageLanguage } from './page-language.ts';
import type { PageSource } from './page-source.ts';
import { missingPage, recordPage } from './record-page.ts';

const shownLicensees = 50;

/** A certificate with all that its page shows. */
export interface CertificateView {
  readonly certificate: Certificate;
  readonly product: Product;
  readonly language: PageLanguage;
  readonly now: Date;
  readonly publicUrl: string;
}

/** The page that a badge links to: where a certificate stands, in large, then all that the registry knows of it. */
export async function certificatePage(
  certificateId: string,
  { read, connection, request, now, publicUrl }: PageSource,
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = certificateTexts[language];
  const certificate = await read('getCertificate', { certificateId });
  const product = certificate && (await read('getProduct', { productId: certificate.productId }));
  if (!certificate || !product) return missingPage(language, texts.none, texts.noneMeaning);
  const view = { certificate, product, language, now, publicUrl };
  const licensees = await findLicensees(connection, product.productId, shownLicensees, now);
  const { supplierId } = certificate;
  const supplier = (await findSuppliers(connection, [supplierId])).get(supplierId);
  const bundle = await read('getCertificateBundle', { certificateId });
  const standing = standingOf(certificate, now);
  const name = (language === 'en' && product.nameEn) || certificate.productName;
  return recordPage(language, {
    title: `${texts.verdict[standing]} · ${name} · ${certificate.directoryNo}`,
    canonical: `${publicUrl}/certificates/${certificateId}`,
    jsonLd: productJsonLd(publicUrl, product, certificate, standing === 'inForce'),
    body: html`${statusBlock(standing, view)} ${productSection(view)}
    ${factsSection(view, supplier?.uscc ?? '')} ${reviewSection(view)} ${historySection(view)}
    ${supervisionSection(view)} ${licenceSection(view, licensees)} ${proofSection(view)}
    ${complaintSection(certificateId, language)} ${logSection(view, loggedIn(bundle?.logProof))}`,
  });
}

function loggedIn(proof: LogProof | undefined): Logged | undefined {
  if (!proof) return undefined;
  const { at } = JSON.parse(proof.entry) as { readonly at: string };
  const [, treeSize] = proof.checkpoint.split('\n');
  return { at, index: proof.index, treeSize: Number(treeSize) };
}
