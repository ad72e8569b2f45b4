import { html } from 'hono/html';
import { findSellers } from '../outlets/licensees.ts';
import { standingOf, tones } from './certificate-standing.ts';
import { certificateTexts } from './certificate-texts.ts';
import { productJsonLd } from './json-ld.ts';
import { inChinese, named } from './in-chinese.ts';
import { yuan } from './page-formats.ts';
import { pageLanguage } from './page-language.ts';
import type { PageSource } from './page-source.ts';
import { pageTexts } from './page-texts.ts';
import { factList, missingPage, pictureOf, recordPage } from './record-page.ts';

const shownSellers = 50;

/** The page of a product: what it is, whether it is certified, and where it is sold. */
export async function productPage(
  productId: string,
  { read, connection, request, now, publicUrl }: PageSource,
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const product = await read('getProduct', { productId });
  if (!product) return missingPage(language, texts.noProduct, texts.noProductMeaning);
  const isEnglish = language === 'en';
  const { certificateId } = product.certificate ?? {};
  const certificate = certificateId && (await read('getCertificate', { certificateId }));
  const standing = product.certificate && standingOf(product.certificate, now);
  const sellers = await findSellers(connection, productId, shownSellers);
  const image = pictureOf(product.images);
  const name = named(language, product.name, product.nameEn);
  const description = named(language, product.description ?? '', product.descriptionEn);
  const { supplier, county, category, annualSupply } = product;
  const verdicts = certificateTexts[language].verdict;
  return recordPage(language, {
    title: (isEnglish && product.nameEn) || product.name,
    canonical: `${publicUrl}/products/${productId}`,
    jsonLd: productJsonLd(publicUrl, product, certificate || undefined, standing === 'inForce'),
    body: html`<section class="${image ? 'product' : ''}">
        ${image ? html`<img src="${image}" alt="" width="400" height="400" />` : ''}
        <div>
          <h1>${name}</h1>
          <p class="lead">${inChinese(language, product.spec)}</p>
          ${description ? html`<p>${description}</p>` : ''}
        </div>
      </section>
      <section>
        ${
          standing
            ? html`<p class="standing ${tones[standing]}">
                <a href="/certificates/${certificateId ?? ''}">${verdicts[standing]}</a>
              </p>`
            : html`<p>${texts.noCertificate}</p>`
        }
        ${factList([
          [texts.category, isEnglish ? category.nameEn : category.name],
          [texts.county, isEnglish ? county.nameEn : county.provinceName + county.name],
          [
            texts.supplier,
            html`<a href="/suppliers/${supplier.supplierId}"
              >${named(language, supplier.name, supplier.nameEn)}</a
            >`,
          ],
          [texts.gtin, product.gtin ?? ''],
          [texts.price, texts.yuan(yuan(product.referencePriceFen))],
          [
            texts.annualSupply,
            html`${annualSupply.quantity} ${inChinese(language, annualSupply.unit)}`,
          ],
        ])}
      </section>
      <section id="outlets">
        <h2>${texts.soldAt}</h2>
        ${
          sellers.length === 0
            ? html`<p>${texts.notSold}</p>`
            : html`<ul class="rows">
                ${sellers.map(
                  ({ outletId, name: outletName, nameEn, kind, priceFen }) =>
                    html`<li>
                      <a href="/outlets/${outletId}">${named(language, outletName, nameEn)}</a>
                      <small>${texts.kinds[kind] ?? kind}</small>
                      <span>${texts.yuan(yuan(priceFen))}</span>
                    </li>`,
                )}
              </ul>`
        }
      </section>`,
  });
}
