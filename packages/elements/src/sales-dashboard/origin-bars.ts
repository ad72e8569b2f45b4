import { html, nothing } from 'lit';
import { formatShare, type DashboardTexts } from './dashboard-view.ts';
import type { RankedOrigin, RankedProvince } from './origin-ranking.ts';

/** So many provinces are shown at first. */
export const shownProvinces = 8;

/** The provinces from which the certified goods came, as ranked bars that open to their counties. */
export function originBars(
  provinces: readonly RankedProvince[],
  areAllShown: boolean,
  onShowAll: () => void,
  texts: DashboardTexts,
) {
  const { messages, formats, headingLevel } = texts;
  const greatest = Math.max(1, provinces[0]?.netFen ?? 0);
  const whole = provinces.reduce((sum, { netFen }) => sum + Math.max(0, netFen), 0);
  const shown = areAllShown ? provinces : provinces.slice(0, shownProvinces);
  return html`<section part="origins" aria-labelledby="origins-heading">
    <div>
      <div class="section-heading" id="origins-heading" role="heading" aria-level=${headingLevel}>
        ${messages.byOrigin}
      </div>
      <p class="muted">${provinces.length > 0 ? messages.byOriginHint : messages.noOrigin}</p>
    </div>
    <ol class="origins">
      ${shown.map(
        (province) =>
          html`<li>
            <details part="province">
              <summary>${originRow(province, greatest, whole, texts)}</summary>
              <ol class="counties">
                ${province.counties.map(
                  (county) => html`<li>${originRow(county, greatest, whole, texts)}</li>`,
                )}
              </ol>
            </details>
          </li>`,
      )}
    </ol>
    ${
      shown.length < provinces.length
        ? html`<button class="button" type="button" @click=${onShowAll}>
            ${messages.showAllOrigins(formats.number(provinces.length))}
          </button>`
        : nothing
    }
  </section>`;
}

function originRow(
  origin: RankedOrigin,
  greatest: number,
  whole: number,
  { name, formats, locale }: DashboardTexts,
) {
  const share = Math.max(0, origin.netFen) / greatest;
  return html`<span class="origin">
    <span class="origin-name">${name(origin)}</span>
    <svg class="origin-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="8" />
      <rect class="bar certified" width=${100 * share} height="8" />
    </svg>
    <span class="origin-amount">${formats.price(origin.netFen)}</span>
    <span class="origin-share">${formatShare(Math.max(0, origin.netFen), whole, locale)}</span>
  </span>`;
}
