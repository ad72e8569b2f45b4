import {
  endOfDay,
  provinceOf,
  startOfDay,
  statusAt,
  type Certificate,
  type Product,
} from '@fupin/schema';
import { html } from 'hono/html';
import { findCertificate } from '../certificates/certificate-store.ts';
import type { Connection } from '../database/database.ts';
import { findProducts } from '../directory/product-store.ts';
import { findLicensees, type Licensees } from '../outlets/licensees.ts';
import type { Markup } from '../pages/page-frame.ts';
import { pageLanguage, type PageLanguage } from './page-language.ts';
import { pageTexts } from './page-texts.ts';
import { findProductIdentities, type ProductIdentity } from '../credentials/product-identity.ts';
import { factList, originList, recordPage } from './record-page.ts';

type Standing = 'inForce' | 'notYetValid' | 'expired' | 'suspended' | 'withdrawn';

interface Parts {
  readonly certificate: Certificate;
  readonly product: Product;
  readonly identity: ProductIdentity;
  readonly licensees: Licensees;
  readonly language: PageLanguage;
  readonly now: Date;
  readonly publicUrl: string;
}

const shownLicensees = 50;
const tones: Readonly<Record<Standing, string>> = {
  inForce: 'good',
  notYetValid: 'warn',
  expired: 'warn',
  suspended: 'bad',
  withdrawn: 'bad',
};

/** The page that a badge links to: where a certificate stands, in large, then what it says and who may show the mark. */
export async function certificatePage(
  connection: Connection,
  certificateId: string,
  {
    request,
    now,
    publicUrl,
  }: { readonly request: Request; readonly now: Date; readonly publicUrl: string },
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const certificate = await findCertificate(connection, certificateId, now);
  if (!certificate) {
    return recordPage(language, {
      title: texts.noCertificate,
      registryName: texts.registry,
      status: 404,
      body: html`<div class="status bad">
        <strong class="verdict">${texts.noCertificate}</strong>
        <p>${texts.noCertificateMeaning}</p>
      </div>`,
    });
  }
  const { productId } = certificate;
  const product = (await findProducts(connection, [productId], now)).get(productId);
  const identity = (await findProductIdentities(connection, [productId])).get(productId);
  if (!product || !identity) throw new Error(`certificate ${certificateId} has no product`);
  const licensees = await findLicensees(connection, productId, shownLicensees);
  const parts = { certificate, product, identity, licensees, language, now, publicUrl };
  const standing = standingOf(certificate, now);
  return recordPage(language, {
    title: `${texts.verdict[standing]} · ${certificate.productName} · ${certificate.directoryNo}`,
    registryName: texts.registry,
    body: html`${statusBlock(standing, parts)} ${productBlock(parts)} ${factsBlock(parts)}
      ${reviewBlock(parts)} ${licenceBlock(parts)}
      <p class="note">${texts.checkAddress(publicUrl)}</p>
      <p class="note">
        ${texts.data}: <a href="/certificates/${certificateId}/bundle">JWS</a> ·
        <a href="/v1/certificates/${certificateId}">JSON</a>
      </p>`,
  });
}

function standingOf(certificate: Certificate, now: Date): Standing {
  const status = statusAt(certificate, now);
  if (status === 'withdrawn') return 'withdrawn';
  if (now >= endOfDay(certificate.validUntil)) return 'expired';
  if (status !== 'active') return 'suspended';
  return now < startOfDay(certificate.validFrom) ? 'notYetValid' : 'inForce';
}

function statusBlock(standing: Standing, { certificate, language, now }: Parts): Markup {
  const texts = pageTexts[language];
  const { reason } = certificate.statusChanges.findLast(({ at }) => new Date(at) <= now) ?? {};
  const declared = standing === 'suspended' || standing === 'withdrawn';
  return html`<div class="status ${tones[standing]}">
    <strong class="verdict">${texts.verdict[standing]}</strong>
    <p>${texts.meaning[standing]}</p>
    ${declared && reason ? html`<p>${texts.reason}: ${reason}</p>` : ''}
    <small>${texts.asOf(instantIn(language, now))}</small>
  </div>`;
}

function productBlock({ certificate, product, language }: Parts): Markup {
  const english = language === 'en';
  const [image] = product.images.filter((address) => address.startsWith('/'));
  const name = (english && product.nameEn) || certificate.productName;
  const description = (english && product.descriptionEn) || product.description;
  return html`<section class="${image ? 'product' : ''}">
    ${image ? html`<img src="${image}" alt="" width="400" height="400" />` : ''}
    <div>
      <h1>${name}</h1>
      <p class="lead">${product.spec}</p>
      ${description ? html`<p>${description}</p>` : ''}
    </div>
  </section>`;
}

function factsBlock({ certificate, product, identity, language }: Parts): Markup {
  const texts = pageTexts[language];
  const { linkage, certifiedBy } = certificate;
  const province = provinceOf(certifiedBy.code);
  const county =
    language === 'en'
      ? `${certifiedBy.nameEn}, ${province?.nameEn ?? ''}`
      : `${province?.name ?? ''}${certifiedBy.name}`;
  const supplier = (language === 'en' && product.supplier.nameEn) || certificate.supplierName;
  return html`<section>
    ${factList([
      [texts.directoryNo, certificate.directoryNo],
      [texts.batch, certificate.batch],
      [texts.validity, `${certificate.validFrom} ${texts.until} ${certificate.validUntil}`],
      [texts.county, county],
      [texts.supplier, supplier],
      [texts.uscc, identity.uscc],
      [texts.gtin, identity.gtin ?? ''],
      [texts.helped, texts.households(linkage.householdsHelped, linkage.peopleHelped)],
      [texts.linkage, linkage.kinds.map((kind) => texts.linkages[kind] ?? kind).join(texts.list)],
      [texts.annualSupply, `${certificate.annualSupply.quantity} ${certificate.annualSupply.unit}`],
      [texts.commodityValue, texts.yuan(yuan(certificate.commodityValueFen))],
    ])}
  </section>`;
}

function reviewBlock({ certificate, language }: Parts): Markup | string {
  const texts = pageTexts[language];
  if (certificate.reviewChain.length === 0) return '';
  return html`<section>
    <h2>${texts.review}</h2>
    <ol>
      ${certificate.reviewChain.map(
        ({ step, actor, on }) =>
          html`<li>${texts.steps[step] ?? step}<br /><small>${on} ${actor}</small></li>`,
      )}
    </ol>
  </section>`;
}

function licenceBlock({ licensees, language }: Parts): Markup {
  const texts = pageTexts[language];
  const { outlets, total } = licensees;
  return html`<section>
    <h2>${texts.licensed}</h2>
    ${
      total === 0
        ? html`<p>${texts.noneLicensed}</p>`
        : html`<p>${texts.licensedNote}</p>
            <ul>
              ${outlets.map(({ name, origins }) => html`<li>${name}${originList(origins)}</li>`)}
            </ul>
            ${total > outlets.length ? html`<p>${texts.moreLicensed(total - outlets.length)}</p>` : ''}`
    }
  </section>`;
}

function instantIn(language: PageLanguage, instant: Date): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(instant);
}

function yuan(fen: number): string {
  return new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(fen / 100);
}
