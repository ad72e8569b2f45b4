import type { Outlet } from '@fupin/schema';
import { html } from 'hono/html';
import { countyOf } from '../directory/county.ts';
import { inChinese, named } from './in-chinese.ts';
import { pageLanguage, type PageLanguage } from './page-language.ts';
import { pageTexts } from './page-texts.ts';
import type { PageSource } from './page-source.ts';
import { factList, missingPage, originList, recordPage } from './record-page.ts';
import { goodsList } from './goods-list.ts';
import { count } from './page-formats.ts';

const shownGoods = 100;

/** The page of an outlet: who runs it, where it may show the mark, and the certified products that it sells. */
export async function outletPage(
  outletId: string,
  { read, request, now, publicUrl }: PageSource,
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const outlet = await read('getOutlet', { outletId });
  const query = { limit: shownGoods, inForce: true };
  const listings = outlet && (await read('listListings', { outletId }, query));
  if (!outlet || !listings) {
    return missingPage(language, texts.noOutlet, texts.noOutletMeaning);
  }
  const { items, total } = listings;
  return recordPage(language, {
    title: (language === 'en' && outlet.nameEn) || outlet.name,
    canonical: `${publicUrl}/outlets/${outletId}`,
    body: html`<section>
        <h1>${named(language, outlet.name, outlet.nameEn)}</h1>
        <p class="lead">${texts.kinds[outlet.kind] ?? outlet.kind}</p>
      </section>
      <section>${factList(factsOf(outlet, language))}</section>
      <section>
        <h2>${texts.goods(count(language, total))}</h2>
        ${goodsList(
          language,
          items.map(({ product }) => product),
          now,
        )}
        ${
          total > items.length
            ? html`<p class="note">${texts.more(count(language, total - items.length))}</p>`
            : ''
        }
      </section>`,
  });
}

function factsOf(outlet: Outlet, language: PageLanguage) {
  const texts = pageTexts[language];
  const county = outlet.divisionCode === null ? undefined : countyOf(outlet.divisionCode);
  const address = `${county?.provinceName ?? ''}${outlet.address ?? ''}`;
  return [
    [texts.operator, inChinese(language, outlet.operatorName)],
    [texts.address, inChinese(language, address)],
    [texts.openingHours, inChinese(language, outlet.openingHours ?? '')],
    [texts.site, outlet.origins.length > 0 ? originList(outlet.origins) : ''],
  ] as const;
}
