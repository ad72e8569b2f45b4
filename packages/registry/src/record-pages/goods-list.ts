import type { Product } from '@fupin/schema';
import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { pictureOf } from './record-page.ts';

/** Products side by side, each with its picture and county, and a link to its certificate where it has one. */
export function goodsList(language: PageLanguage, products: readonly Product[]): Markup {
  return html`<ul class="goods">
    ${products.map(({ productId, name, nameEn, county, images, certificate }) => {
      const image = pictureOf(images);
      const address = certificate
        ? `/certificates/${certificate.certificateId}`
        : `/products/${productId}`;
      return html`<li>
        ${image ? html`<img src="${image}" alt="" width="56" height="56" loading="lazy" />` : ''}
        <a href="${address}">${(language === 'en' && nameEn) || name}</a>
        <small>${language === 'en' ? county.nameEn : county.name}</small>
      </li>`;
    })}
  </ul>`;
}
