import { complaintKinds } from '@fupin/schema';
import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
import { complaintTexts } from './complaint-texts.ts';
import type { PageLanguage } from './page-language.ts';

/** Where a shopper complains about what a certificate says; a form, so that it needs no script. */
export function complaintSection(certificateId: string, language: PageLanguage): Markup {
  const texts = complaintTexts[language];
  return html`<section>
    <h2>${texts.heading}</h2>
    <p>${texts.lead}</p>
    <details>
      <summary>${texts.open}</summary>
      <form method="post" action="/certificates/${certificateId}/complaints">
        <label
          >${texts.kind}
          <select name="kind">
            ${complaintKinds.map((kind) => html`<option value="${kind}">${texts.kinds[kind]}</option>`)}
          </select>
        </label>
        <label
          >${texts.text} <textarea name="text" rows="4" maxlength="2000" required></textarea>
        </label>
        <label>${texts.orderNo} <input name="orderNo" maxlength="64" autocomplete="off" /></label>
        <label>${texts.contact} <input name="contact" maxlength="200" /></label>
        <button>${texts.send}</button>
      </form>
    </details>
    <p class="links"><a href="/complaints">${texts.follow}</a></p>
  </section>`;
}
