import type { ComplaintProgress, ComplaintReceipt, Problem } from '@fupin/schema';
import { html } from 'hono/html';
import { complaintTexts } from './complaint-texts.ts';
import { day, minute } from './page-formats.ts';
import type { PageLanguage } from './page-language.ts';
import { factList, recordPage } from './record-page.ts';

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
        <strong class="verdict">${texts.received}</strong>
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
  problem: Problem,
): Promise<Response> {
  const texts = complaintTexts[language];
  const isTooMany = problem.code === 'rateLimited';
  const issues = isTooMany ? [] : (problem.issues ?? []);
  const labels: Readonly<Record<string, string>> = {
    '/kind': texts.kind,
    '/text': texts.text,
    '/orderNo': texts.orderNo,
    '/contact': texts.contact,
  };
  return recordPage(language, {
    title: texts.refused,
    status: problem.status,
    isPrivate: true,
    body: html`<div class="status bad">
        <strong class="verdict">${texts.refused}</strong>
        <p>${isTooMany ? texts.tooMany : texts.refusedMeaning}</p>
        <ul>
          ${issues.map(
            ({ pointer, detail }) => html`<li>${labels[pointer] ?? pointer}: ${detail}</li>`,
          )}
        </ul>
      </div>
      <p class="links"><a href="/certificates/${certificateId}">${texts.back}</a></p>`,
  });
}

/** The page where a complainant asks how a complaint stands, with the answer; null where there is no such complaint. */
export function complaintProgressPage(
  language: PageLanguage,
  progress?: ComplaintProgress | null,
): Promise<Response> {
  const texts = complaintTexts[language];
  return recordPage(language, {
    title: texts.followHeading,
    status: progress === null ? 404 : 200,
    isPrivate: true,
    body: html`${
        progress === null ? html`<div class="status warn"><p>${texts.unknown}</p></div>` : ''
      }
      ${progress ? progressSection(language, progress) : ''}
      <section>
        <h1>${texts.followHeading}</h1>
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
            <b>${texts.states[next] ?? next}</b> <span>${reason ?? ''}</span>
            <small>${minute(language, at)}</small>
          </li>`,
      )}
    </ol>
    <p class="links"><a href="/certificates/${certificateId}">${texts.back}</a></p>
  </section>`;
}
