import { SupplierId } from '@fupin/schema';
import { html } from 'hono/html';
import { findProducts } from '../directory/product-store.ts';
import { findSuppliers } from '../directory/supplier-store.ts';
import { goodsList } from './goods-list.ts';
import { inChinese, named } from './in-chinese.ts';
import { count } from './page-formats.ts';
import { pageLanguage } from './page-language.ts';
import type { PageSource } from './page-source.ts';
import { pageTexts } from './page-texts.ts';
import { factList, missingPage, recordPage } from './record-page.ts';

const shownProducts = 100;

/** The page of a supplier: who it is, and its products. */
export async function supplierPage(
  supplierId: string,
  { read, connection, request, now, publicUrl }: PageSource,
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const supplier = SupplierId.safeParse(supplierId).success
    ? (await findSuppliers(connection, [supplierId])).get(supplierId)
    : undefined;
  if (!supplier) return missingPage(language, texts.noSupplier, texts.noSupplierMeaning);
  const isEnglish = language === 'en';
  const { county } = supplier;
  const ofSupplier = connection.db.selectFrom('product').where('supplierId', '=', supplierId);
  const rows = await ofSupplier
    .select('productId')
    .orderBy('productId')
    .limit(shownProducts)
    .execute();
  const { total } = await ofSupplier
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ids = rows.map(({ productId }) => productId);
  const products = [...(await findProducts(connection, ids, now)).values()];
  const blacklist = await read('listBlacklist', {}, { supplierId, limit: 1 });
  const entry = blacklist?.items.find(({ removedAt }) => removedAt === null);
  return recordPage(language, {
    title: (isEnglish && supplier.nameEn) || supplier.name,
    canonical: `${publicUrl}/suppliers/${supplierId}`,
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'Organization',
      '@id': `${publicUrl}/suppliers/${supplierId}`,
      name: supplier.name,
      identifier: supplier.uscc,
      address: { '@type': 'PostalAddress', addressRegion: county.name, addressCountry: 'CN' },
    },
    body: html`${
        entry
          ? html`<div class="status bad">
              <strong class="verdict">${texts.blacklisted}</strong>
              <p>${texts.blacklistedMeaning} ${inChinese(language, entry.reason)}</p>
            </div>`
          : ''
      }
      <section>
        <h1>${named(language, supplier.name, supplier.nameEn)}</h1>
        <p class="lead">${texts.supplierKinds[supplier.kind] ?? supplier.kind}</p>
      </section>
      <section>
        ${factList([
          [texts.uscc, supplier.uscc],
          [texts.county, isEnglish ? county.nameEn : county.provinceName + county.name],
        ])}
      </section>
      <section>
        <h2>${texts.products(count(language, total))}</h2>
        ${goodsList(language, products, now)}
        ${
          total > products.length
            ? html`<p class="note">${texts.more(count(language, total - products.length))}</p>`
            : ''
        }
      </section>`,
  });
}
