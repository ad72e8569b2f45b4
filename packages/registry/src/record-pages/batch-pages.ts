import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
import { certificateTexts } from './certificate-texts.ts';
import { inChinese } from './in-chinese.ts';
import { count, day } from './page-formats.ts';
import { pageLanguage } from './page-language.ts';
import type { PageSource } from './page-source.ts';
import { pageTexts } from './page-texts.ts';
import { missingPage, recordPage } from './record-page.ts';

const perPage = 100;

/** The list of published batches. */
export async function batchesPage({ read, request }: PageSource): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const batches = await read('listBatches', {}, { limit: perPage, ...cursorOf(request) });
  if (!batches) return missingPage(language, texts.noPage, texts.noPageMeaning);
  const { items, nextCursor } = batches;
  return recordPage(language, {
    title: texts.batches,
    body: html`<section>
      <h1>${texts.batches}</h1>
      <p class="lead">${items.length === 0 ? texts.noBatches : texts.batchesLead}</p>
      <ul class="rows">
        ${items.map(
          ({ batchId, name, publishedAt, count: certificates }) =>
            html`<li>
              <a href="/batches/${batchId}">${inChinese(language, name)}</a>
              <small
                >${publishedAt === null ? '' : texts.publishedOn(day(language, publishedAt))}</small
              >
              <span>${texts.certificates(count(language, certificates))}</span>
            </li>`,
        )}
      </ul>
      ${nextLink('/batches', nextCursor, texts.next)}
    </section>`,
  });
}

/** A published batch with its certificates. */
export async function batchPage(
  batchId: string,
  { read, request, publicUrl }: PageSource,
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const batch = await read('getBatch', { batchId });
  if (!batch) return missingPage(language, texts.noBatch, texts.noBatchMeaning);
  const query = { limit: perPage, ...cursorOf(request) };
  const certificates = await read('listBatchCertificates', { batchId }, query);
  if (!certificates) return missingPage(language, texts.noPage, texts.noPageMeaning);
  const { name, publishedAt } = batch;
  return recordPage(language, {
    title: `${texts.batches} · ${name}`,
    canonical: `${publicUrl}/batches/${batchId}`,
    body: html`<section>
      <h1>${inChinese(language, name)}</h1>
      <p class="lead">
        ${publishedAt === null ? '' : texts.publishedOn(day(language, publishedAt))} ·
        ${texts.certificates(count(language, batch.count))}
      </p>
      <ul class="rows">
        ${certificates.items.map(
          ({ certificateId, productName, supplierName, certifiedBy, directoryNo, status }) =>
            html`<li>
              <a href="/certificates/${certificateId}">${inChinese(language, productName)}</a>
              <small
                >${inChinese(language, supplierName)} ·
                ${language === 'en' ? certifiedBy.nameEn : certifiedBy.name}</small
              >
              <span
                >${directoryNo}
                ${
                  status === 'active'
                    ? ''
                    : html`<b class="bad"
                        >${certificateTexts[language].statuses[status] ?? status}</b
                      >`
                }</span
              >
            </li>`,
        )}
      </ul>
      ${nextLink(`/batches/${batchId}`, certificates.nextCursor, texts.next)}
    </section>`,
  });
}

/** Where in its list a page begins. */
export function cursorOf(request: Request): { readonly cursor?: string } {
  const cursor = new URL(request.url).searchParams.get('cursor');
  return cursor === null ? {} : { cursor };
}

/** The link to the next page of a list; nothing on the last. */
export function nextLink(path: string, cursor: string | null, label: string): Markup | string {
  if (cursor === null) return '';
  const separator = path.includes('?') ? '&' : '?';
  const address = `${path}${separator}cursor=${encodeURIComponent(cursor)}`;
  return html`<p class="links"><a href="${address}" rel="next">${label}</a></p>`;
}
