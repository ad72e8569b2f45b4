import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
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
  const items = batches?.items ?? [];
  return recordPage(language, {
    title: texts.batches,
    body: html`<section>
      <h1>${texts.batches}</h1>
      <p class="lead">${items.length === 0 ? texts.noBatches : texts.batchesLead}</p>
      <ul class="rows">
        ${items.map(
          ({ batchId, name, publishedAt, count: certificates }) =>
            html`<li>
              <a href="/batches/${batchId}">${name}</a>
              <small
                >${publishedAt === null ? '' : texts.publishedOn(day(language, publishedAt))}</small
              >
              <span>${texts.certificates(count(language, certificates))}</span>
            </li>`,
        )}
      </ul>
      ${nextLink('/batches', batches?.nextCursor, texts.next)}
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
  const query = { limit: perPage, ...cursorOf(request) };
  const certificates = batch && (await read('listBatchCertificates', { batchId }, query));
  if (!batch || !certificates) {
    return missingPage(language, texts.noBatch, texts.noBatchMeaning);
  }
  const { name, publishedAt } = batch;
  return recordPage(language, {
    title: `${texts.batches} · ${name}`,
    canonical: `${publicUrl}/batches/${batchId}`,
    body: html`<section>
      <h1>${name}</h1>
      <p class="lead">
        ${publishedAt === null ? '' : texts.publishedOn(day(language, publishedAt))} ·
        ${texts.certificates(count(language, batch.count))}
      </p>
      <ul class="rows">
        ${certificates.items.map(
          ({ certificateId, productName, supplierName, certifiedBy, directoryNo }) =>
            html`<li>
              <a href="/certificates/${certificateId}">${productName}</a>
              <small
                >${supplierName} ·
                ${language === 'en' ? certifiedBy.nameEn : certifiedBy.name}</small
              >
              <span>${directoryNo}</span>
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
export function nextLink(
  path: string,
  cursor: string | null | undefined,
  label: string,
): Markup | string {
  if (!cursor) return '';
  const separator = path.includes('?') ? '&' : '?';
  const address = `${path}${separator}cursor=${encodeURIComponent(cursor)}`;
  return html`<p class="links"><a href="${address}" rel="next">${label}</a></p>`;
}
