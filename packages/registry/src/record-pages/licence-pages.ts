import { Origin, type MarkLicence } from '@fupin/schema';
import { html } from 'hono/html';
import { cursorOf, nextLink } from './batch-pages.ts';
import { day } from './page-formats.ts';
import { pageLanguage, type PageLanguage } from './page-language.ts';
import type { PageSource } from './page-source.ts';
import { pageTexts } from './page-texts.ts';
import { factList, missingPage, recordPage } from './record-page.ts';

const perPage = 50;

/** The public register of mark licences, with a way to look up the site one is on. */
export async function licencesPage({ read, request }: PageSource): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const asked = new URL(request.url).searchParams.get('origin')?.trim() ?? '';
  const origin = originOf(asked);
  const filter = origin === undefined ? {} : { origin };
  const isUnknown = asked !== '' && origin === undefined;
  const licences = isUnknown
    ? undefined
    : await read('listMarkLicences', {}, { limit: perPage, ...filter, ...cursorOf(request) });
  const items = licences?.items ?? [];
  const path =
    origin === undefined ? '/licences' : `/licences?origin=${encodeURIComponent(origin)}`;
  return recordPage(language, {
    title: texts.licences,
    body: html`<section>
      <h1>${texts.licences}</h1>
      <p class="lead">${texts.licencesLead}</p>
      <form method="get" action="/licences" class="find">
        <label
          >${texts.findOrigin}
          <input
            name="origin"
            value="${asked}"
            placeholder="${texts.originExample}"
            maxlength="300"
        /></label>
        <button>${texts.find}</button>
      </form>
      ${items.length === 0 ? html`<p>${texts.noLicences}</p>` : ''}
      <ul class="rows">
        ${items.map(
          (licence) =>
            html`<li>
              <a href="/licences/${licence.licenceId}">${licence.outletName}</a>
              <small>${licence.operatorName} · ${sitesOf(licence)}</small>
              <span class="${toneOf(licence)}"
                >${texts.statuses[licence.status] ?? licence.status}</span
              >
            </li>`,
        )}
      </ul>
      ${nextLink(path, licences?.nextCursor, texts.next)}
    </section>`,
  });
}

/** A mark licence: whose it is, on which sites, how that was proved, and whether it is in force. */
export async function licencePage(
  licenceId: string,
  { read, request, publicUrl }: PageSource,
): Promise<Response> {
  const language = pageLanguage(request.headers.get('accept-language'));
  const texts = pageTexts[language];
  const licence = await read('getMarkLicence', { licenceId });
  if (!licence) return missingPage(language, texts.noLicence, texts.noLicenceMeaning);
  const { outletId, outletName, operatorName, licenceNo, status } = licence;
  return recordPage(language, {
    title: `${texts.licences} · ${licenceNo ?? outletName}`,
    canonical: `${publicUrl}/licences/${licenceId}`,
    body: html`<div class="status ${toneOf(licence)}">
        <strong class="verdict">${texts.statuses[status] ?? status}</strong>
        <p>${licence.statusChanges.at(-1)?.reason ?? ''}</p>
      </div>
      <section>
        <h1><a href="/outlets/${outletId}">${outletName}</a></h1>
        ${factList([
          [texts.licenceNo, licenceNo ?? ''],
          [texts.operator, operatorName],
          [texts.validity, validityOf(licence, language)],
          [
            texts.site,
            html`<ul class="origins">
              ${licence.origins.map(
                ({ origin, proof }) =>
                  html`<li>
                    <a href="${origin}" rel="nofollow noreferrer">${origin}</a>
                    <small>${proof ? (texts.proofs[proof.kind] ?? proof.kind) : ''}</small>
                  </li>`,
              )}
            </ul>`,
          ],
        ])}
      </section>`,
  });
}

/** The origin of what a reader has typed: an origin, an address within it, or a bare host. */
function originOf(text: string): string | undefined {
  const address = text.includes('://') ? text : `https://${text}`;
  if (text === '' || !URL.canParse(address)) return undefined;
  const { origin } = new URL(address);
  return Origin.safeParse(origin).success ? origin : undefined;
}

const sitesOf = ({ origins }: MarkLicence) => origins.map(({ origin }) => origin).join(' ');

function toneOf({ status }: MarkLicence): 'good' | 'warn' | 'bad' {
  if (status === 'granted') return 'good';
  return status === 'suspended' || status === 'revoked' ? 'bad' : 'warn';
}

function validityOf({ validFrom, validUntil }: MarkLicence, language: PageLanguage): string {
  if (validFrom === null || validUntil === null) return '';
  const { until } = pageTexts[language];
  return `${day(language, validFrom)} ${until} ${day(language, validUntil)}`;
}
