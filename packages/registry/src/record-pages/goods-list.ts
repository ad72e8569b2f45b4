import type { Product } from '@fupin/schema';
import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
import { standingOf, tones } from './certificate-standing.ts';
import { certificateTexts } from './certificate-texts.ts';
import { named } from './in-chinese.ts';
import type { PageLanguage } from './page-language.ts';
import { pictureOf } from './record-page.ts';

/**
 * Products side by side, each with its picture and county, where its certificate stands unless that is in force, and a link to
 * the certificate where there is one.
 */
export function goodsList(language: PageLanguage, products: readonly Product[], now: Date): Markup {
  const { verdict } = certificateTexts[language];
  return html`<ul class="goods">
    ${products.map(({ productId, name, nameEn, county, images, certificate }) => {
      const image = pictureOf(images);
      const standing = certificate && standingOf(certificate, now);
      const address = certificate
        ? `/certificates/${certificate.certificateId}`
        : `/products/${productId}`;
      return html`<li>
        ${image ? html`<img src="${image}" alt="" width="56" height="56" loading="lazy" />` : ''}
        <a href="${address}">${named(language, name, nameEn)}</a>
        <small
          >${language === 'en' ? county.nameEn : county.name}
          ${
            standing && standing !== 'inForce'
              ? html`· <span class="${tones[standing]}">${verdict[standing]}</span>`
              : ''
          }</small
        >
      </li>`;
    })}
  </ul>`;
}
