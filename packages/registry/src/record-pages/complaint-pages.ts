import type { ComplaintProgress, ComplaintReceipt, Problem } from '@fupin/schema';
import { html } from 'hono/html';
import { certificateTexts } from './certificate-texts.ts';
import { complaintTexts } from './complaint-texts.ts';
import { inChinese } from './in-chinese.ts';
import { day, minute } from './page-formats.ts';
import type { PageLanguage } from './page-language.ts';
import { factList, missingPage, recordPage } from './record-page.ts';

/** The page that a complainant is given after a complaint was taken: what to keep, and what comes next. */
export function complaintReceivedPage(
  language: PageLanguage,
  certificateId: string,
  receipt: ComplaintReceipt,
): Promise<Response> {
  const texts = complaintTexts[language];
  return recordPage(language, {
    title: texts.received,
    status: 201,
    isPrivate: true,
    body: html`<div class="status good">
        <h1 class="verdict">${texts.received}</h1>
        <p>${texts.receivedMeaning}</p>
      </div>
      <section>
        ${factList([
          [texts.receiptNo, html`<code>${receipt.receiptNo}</code>`],
          [texts.followUpCode, html`<code>${receipt.followUpCode}</code>`],
        ])}
        <p class="note">${texts.acknowledgeBy(day(language, receipt.acknowledgeBy))}</p>
      </section>
      <p class="links">
        <a href="/certificates/${certificateId}">${texts.back}</a>
        <a href="/complaints">${texts.follow}</a>
      </p>`,
  });
}

/** The page after a complaint that was not taken, with the reasons. */
export function complaintRefusedPage(
  language: PageLanguage,
  certificateId: string,
  { code, status, issues = [] }: Problem,
): Promise<Response> {
  const texts = complaintTexts[language];
  const isNoCertificate = code === 'notFound' || issues.some(({ in: place }) => place === 'path');
  if (isNoCertificate) {
    const { none, noneMeaning } = certificateTexts[language];
    return missingPage(language, none, noneMeaning);
  }
  const broken = new Set(issues.flatMap(({ pointer }) => texts.rules[pointer] ?? []));
  return recordPage(language, {
    title: texts.refused,
    status,
    isPrivate: true,
    body: html`<div class="status bad">
        <h1 class="verdict">${texts.refused}</h1>
        ${
          broken.size > 0
            ? html`<p>${texts.refusedMeaning}</p>
                <ul>
                  ${[...broken].map((rule) => html`<li>${rule}</li>`)}
                </ul>`
            : html`<p>${whyNot(language, code)}</p>`
        }
      </div>
      <p class="links"><a href="/certificates/${certificateId}">${texts.back}</a></p>`,
  });
}

/**
 * The page where a complainant asks how a complaint stands, with the answer: how it stands, or the problem, which usually is
 * that there is no such complaint.
 */
export function complaintProgressPage(
  language: PageLanguage,
  { progress, problem }: { readonly progress?: ComplaintProgress; readonly problem?: Problem } = {},
): Promise<Response> {
  const texts = complaintTexts[language];
  // What can't be a receipt number or a code is that of no complaint.
  const isUnknown = problem?.code === 'notFound' || problem?.code === 'invalidInput';
  return recordPage(language, {
    title: texts.followHeading,
    status: isUnknown ? 404 : (problem?.status ?? 200),
    isPrivate: true,
    body: html`<h1>${texts.followHeading}</h1>
      ${
        problem
          ? html`<div class="status warn">
              <p>${isUnknown ? texts.unknown : whyNot(language, problem.code)}</p>
            </div>`
          : ''
      }
      ${progress ? progressSection(language, progress) : ''}
      <section>
        <form method="post" action="/complaints">
          <label>${texts.receiptNo} <input name="receiptNo" required maxlength="40" /></label>
          <label
            >${texts.followUpCode}
            <input name="followUpCode" required maxlength="40" autocomplete="off"
          /></label>
          <button>${texts.followSend}</button>
        </form>
      </section>`,
  });
}

function whyNot(language: PageLanguage, code: string): string {
  const { tooMany, unavailable } = complaintTexts[language];
  return code === 'rateLimited' ? tooMany : unavailable;
}

function progressSection(language: PageLanguage, progress: ComplaintProgress) {
  const texts = complaintTexts[language];
  const { receiptNo, certificateId, state, receivedAt, events } = progress;
  return html`<section>
    <h2>${receiptNo} · ${texts.states[state] ?? state}</h2>
    <ol class="steps">
      <li>
        <b>${texts.states['received']}</b> <span></span>
        <small>${minute(language, receivedAt)}</small>
      </li>
      ${events.map(
        ({ state: next, at, reason }) =>
          html`<li>
            <b>${texts.states[next] ?? next}</b> <span>${inChinese(language, reason ?? '')}</span>
            <small>${minute(language, at)}</small>
          </li>`,
      )}
    </ol>
    <p class="links"><a href="/certificates/${certificateId}">${texts.back}</a></p>
  </section>`;
}
