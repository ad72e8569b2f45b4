import { Origin, type MarkLicence } from '@fupin/schema';
import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
import { cursorOf, nextLink } from './batch-pages.ts';
import { inChinese } from './in-chinese.ts';
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
  const written = new URL(request.url).searchParams.get('origin') ?? '';
  const asked = written.replaceAll('\0', '').trim();
  const origin = originOf(asked);
  const filter = origin === undefined ? {} : { origin };
  // What is no origin has no licence, and is not to be answered with the licences of all.
  const isNone = asked !== '' && origin === undefined;
  const query = { limit: perPage, ...filter, ...cursorOf(request) };
  const licences = isNone
    ? { items: [], nextCursor: null }
    : await read('listMarkLicences', {}, query);
  if (!licences) return missingPage(language, texts.noPage, texts.noPageMeaning);
  const { items, nextCursor } = licences;
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
            autocapitalize="none"
            spellcheck="false"
        /></label>
        <button>${texts.find}</button>
      </form>
      ${items.length === 0 ? html`<p>${texts.noLicences}</p>` : ''}
      <ul class="rows">
        ${items.map(
          (licence) =>
            html`<li>
              <a href="/licences/${licence.licenceId}"
                >${inChinese(language, licence.outletName)}</a
              >
              <small>${inChinese(language, licence.operatorName)} · ${sitesOf(licence)}</small>
              <span class="${toneOf(licence)}"
                >${texts.statuses[licence.status] ?? licence.status}</span
              >
            </li>`,
        )}
      </ul>
      ${nextLink(path, nextCursor, texts.next)}
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
        <strong class="verdict">${texts.licence(texts.statuses[status] ?? status)}</strong>
      </div>
      <section>
        <h1><a href="/outlets/${outletId}">${inChinese(language, outletName)}</a></h1>
        ${factList([
          [texts.licenceNo, licenceNo ?? ''],
          [texts.operator, inChinese(language, operatorName)],
          [texts.validity, validityOf(licence, language)],
          [
            texts.site,
            html`<ul class="origins">
              ${licence.origins.map(
                ({ origin, proof }) =>
                  html`<li>
                    <a href="${origin}" rel="nofollow noreferrer">${origin}</a>
                    <small>${proof ? proofIn(language, proof) : ''}</small>
                  </li>`,
              )}
            </ul>`,
          ],
        ])}
      </section>
      <section>
        <h2>${texts.history}</h2>
        ${historyOf(licence, language)}
      </section>`,
  });
}

function proofIn(
  language: PageLanguage,
  { kind, checkedAt }: NonNullable<MarkLicence['origins'][number]['proof']>,
): string {
  const texts = pageTexts[language];
  const how = texts.proofs[kind] ?? kind;
  return kind === 'administrator' ? how : `${how} · ${texts.lastSeen(day(language, checkedAt))}`;
}

function historyOf({ statusChanges }: MarkLicence, language: PageLanguage): Markup {
  const texts = pageTexts[language];
  return html`<ol class="steps">
    ${statusChanges.map(({ status, at, by, reason }, place) => {
      const isBack = status === 'granted' && statusChanges[place - 1]?.status === 'suspended';
      // What the registry says of itself stands in the record in English alone.
      const words = by === 'registry' ? texts.proofGone : isBack && by === 'operator' ? '' : reason;
      return html`<li class="${status === 'granted' ? '' : 'bad'}">
        <b>${isBack ? texts.reinstated : (texts.changes[status] ?? status)}</b>
        <span>${inChinese(language, words ?? '')}</span>
        <small>${day(language, at)}</small>
      </li>`;
    })}
  </ol>`;
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
  // A licence usually ends as a day does: the last day is the one before.
  const last = new Date(Date.parse(validUntil) - 1);
  return pageTexts[language].period(day(language, validFrom), day(language, last));
}
