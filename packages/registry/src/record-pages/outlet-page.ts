import { OutletId } from '@fupin/schema';
import { html } from 'hono/html';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { listListings } from '../outlets/list-listings.ts';
import { findOutlet, type StoredOutlet } from '../outlets/outlet-store.ts';
import { pageLanguage, type PageLanguage } from './page-language.ts';
import { pageTexts } from './page-texts.ts';
import { factList, originList, recordPage } from './record-page.ts';

const shownGoods = 100;

/** The page of an outlet: who runs it, where it may show the mark, and the certified products that it sells. */
export async function outletPage(
  connection: Connection,
  outletId: string,
  { request, now }: { readonly request: Request; readonly now: Date },
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const isOutletId = OutletId.safeParse(outletId).success;
  const outlet = isOutletId ? await findOutlet(connection, outletId) : undefined;
  if (!outlet) {
    return recordPage(language, {
      title: texts.noOutlet,
      registryName: texts.registry,
      status: 404,
      body: html`<section>
        <h1>${texts.noOutlet}</h1>
        <p class="lead">${texts.noOutletMeaning}</p>
      </section>`,
    });
  }
  const query = { limit: shownGoods, inForce: true };
  const { items, total } = await listListings(connection, outletId, query, now);
  return recordPage(language, {
    title: outlet.name,
    registryName: texts.registry,
    body: html`<section>
        <h1>${(language === 'en' && outlet.nameEn) || outlet.name}</h1>
        <p class="lead">${texts.kinds[outlet.kind] ?? outlet.kind}</p>
      </section>
      <section>${factList(factsOf(outlet, language))}</section>
      <section>
        <h2>${texts.goods(total)}</h2>
        <ul class="goods">
          ${items.map(({ product }) => {
            const [image] = product.images.filter((address) => address.startsWith('/'));
            const name = (language === 'en' && product.nameEn) || product.name;
            const county = language === 'en' ? product.county.nameEn : product.county.name;
            const { certificateId = '' } = product.certificate ?? {};
            return html`<li>
              ${image ? html`<img src="${image}" alt="" width="56" height="56" loading="lazy" />` : ''}
              <a href="/certificates/${certificateId}">${name}</a> <small>${county}</small>
            </li>`;
          })}
        </ul>
        ${total > items.length ? html`<p class="note">${texts.moreGoods(total - items.length)}</p>` : ''}
      </section>`,
  });
}

function factsOf(outlet: StoredOutlet, language: PageLanguage) {
  const texts = pageTexts[language];
  const county = outlet.divisionCode === null ? undefined : countyOf(outlet.divisionCode);
  const address = [county?.provinceName, outlet.address].filter(Boolean).join(' ');
  return [
    [texts.operator, outlet.operatorName],
    [texts.address, address],
    [texts.openingHours, outlet.openingHours ?? ''],
    [texts.site, outlet.origins.length > 0 ? originList(outlet.origins) : ''],
  ] as const;
}
