import { html, nothing, svg, type ReactiveController } from 'lit';
import type { LitElement } from 'lit';
import { axisValues } from './axis.ts';
import { formatPeriod, type DashboardTexts } from './dashboard-view.ts';
import type { SalesPeriod, SalesSeries } from './sales-series.ts';

const height = 220;
const axisHeight = 26;
const axisWidth = 52;
const topSpace = 8;
/** What the messages call sales by a unit, and the unit. */
const namesOf = {
  day: ['byDay', 'day'],
  month: ['byMonth', 'month'],
  year: ['byYear', 'year'],
} as const;

/** The bar chart of sales over time: drawn to the width there is, with a readout by pointer and keyboard. */
export class SalesChart implements ReactiveController {
  readonly #host: LitElement;
  #observer: ResizeObserver | undefined;
  #observed: Element | null = null;
  #width = 0;
  #active: number | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width === this.#width) return;
      this.#width = width;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observed = null;
  }

  hostUpdated(): void {
    const plot = this.#host.renderRoot.querySelector('.plot');
    if (plot === this.#observed) return;
    this.#observer?.disconnect();
    this.#observed = plot;
    if (plot) this.#observer?.observe(plot);
  }

  /** Points at no period, for other ones are shown. */
  reset(): void {
    this.#active = undefined;
  }

  render({ unit, periods }: SalesSeries, texts: DashboardTexts) {
    const { messages, headingLevel } = texts;
    const heading = messages[namesOf[unit][0]];
    return html`<section part="chart" aria-labelledby="chart-heading">
      <div class="section-head">
        <div class="section-heading" id="chart-heading" role="heading" aria-level=${headingLevel}>
          ${heading}
        </div>
        <span class="legend" aria-hidden="true"
          ><span class="key certified"></span>${messages.certified}<span class="key other"></span
          >${messages.other}</span
        >
      </div>
      <p class="readout" aria-live="polite">${this.#renderReadout(periods, texts)}</p>
      <div
        class="plot"
        role="group"
        tabindex="0"
        aria-label="${heading}. ${messages.chartHint}"
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, periods.length)}
        @pointermove=${(event: PointerEvent) => this.#onPointer(event, periods.length)}
        @pointerdown=${(event: PointerEvent) => this.#onPointer(event, periods.length)}
        @pointerleave=${() => this.#point(undefined)}
        @blur=${() => this.#point(undefined)}
      >
        ${this.#width > 0 ? this.#renderPlot(periods, texts) : nothing}
      </div>
      ${this.#renderTable(unit, periods, texts)}
    </section>`;
  }

  #renderReadout(periods: readonly SalesPeriod[], { messages, formats, locale }: DashboardTexts) {
    const period = periods[this.#active ?? -1];
    if (!period) return html`<span class="muted">${messages.chartHint}</span>`;
    return html`<strong>${formatPeriod(period.period, locale)}</strong> ${messages.readout(
        formats.price(period.salesFen),
        formats.price(period.certifiedFen),
        formats.price(period.returnsFen),
      )}`;
  }

  #renderPlot(periods: readonly SalesPeriod[], { locale }: DashboardTexts) {
    const values = axisValues(Math.max(...periods.map((period) => period.salesFen)) / 100);
    const top = (values.at(-1) ?? 0) * 100 || 1;
    const plotHeight = height - axisHeight - topSpace;
    const y = (fen: number) => topSpace + plotHeight * (1 - fen / top);
    const slot = (this.#width - axisWidth) / periods.length;
    const bar = Math.max(1, Math.min(44, slot * 0.72));
    const labelEvery = Math.max(1, Math.ceil(64 / slot));
    const compact = new Intl.NumberFormat(locale, {
      notation: 'compact',
      maximumFractionDigits: 1,
    });
    return html`<svg
      width=${this.#width}
      height=${height}
      viewBox="0 0 ${this.#width} ${height}"
      aria-hidden="true"
    >
      ${values.map(
        (value) =>
          svg`<line class="rule" x1=${axisWidth} x2=${this.#width} y1=${y(value * 100)} y2=${y(value * 100)} />
            <text class="tick" text-anchor="end" x=${axisWidth - 8} y=${y(value * 100) + 4}>${compact.format(value)}</text>`,
      )}
      ${periods.map((period, place) => {
        const x = axisWidth + slot * (place + 0.5);
        const { salesFen, certifiedFen } = period;
        const isActive = place === this.#active;
        return svg`<g class=${isActive ? 'active' : ''}>
          ${isActive ? svg`<rect class="column" x=${x - slot / 2} y=${topSpace} width=${slot} height=${plotHeight} />` : nothing}
          <rect class="bar other" x=${x - bar / 2} y=${y(salesFen)} width=${bar} height=${y(certifiedFen) - y(salesFen)} />
          <rect class="bar certified" x=${x - bar / 2} y=${y(certifiedFen)} width=${bar} height=${y(0) - y(certifiedFen)} />
          ${
            place % labelEvery === 0 && x + 24 <= this.#width
              ? svg`<text class="tick" text-anchor="middle" x=${x} y=${height - 8}>${formatPeriod(period.period, locale, true)}</text>`
              : nothing
          }
        </g>`;
      })}
    </svg>`;
  }

  #renderTable(
    unit: SalesSeries['unit'],
    periods: readonly SalesPeriod[],
    { messages, formats, locale }: DashboardTexts,
  ) {
    return html`<details class="as-table">
      <summary>${messages.asTable}</summary>
      <div class="scroll" role="group" tabindex="0" aria-label=${messages.asTable}>
        <table part="table">
          <thead>
            <tr>
              <th scope="col">${messages[namesOf[unit][1]]}</th>
              <th scope="col" class="number">${messages.allSales}</th>
              <th scope="col" class="number">${messages.certifiedSales}</th>
              <th scope="col" class="number">${messages.returns}</th>
            </tr>
          </thead>
          <tbody>
            ${periods
              .filter((period) => period.salesFen > 0 || period.returnsFen > 0)
              .map(
                (period) =>
                  html`<tr>
                    <th scope="row">${formatPeriod(period.period, locale)}</th>
                    <td class="number">${formats.price(period.salesFen)}</td>
                    <td class="number">${formats.price(period.certifiedFen)}</td>
                    <td class="number">${formats.price(period.returnsFen)}</td>
                  </tr>`,
              )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #point(place: number | undefined): void {
    if (this.#active === place) return;
    this.#active = place;
    this.#host.requestUpdate();
  }

  #onPointer(event: PointerEvent, count: number): void {
    const { left } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = (event.clientX - left - axisWidth) / (this.#width - axisWidth);
    const place = Math.floor(share * count);
    this.#point(place >= 0 && place < count ? place : undefined);
  }

  #onKey(event: KeyboardEvent, count: number): void {
    const active = this.#active;
    const places: Partial<Record<string, number>> = {
      ArrowLeft: (active ?? count) - 1,
      ArrowRight: (active ?? -1) + 1,
      Home: 0,
      End: count - 1,
    };
    if (event.key === 'Escape') this.#point(undefined);
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.#point(Math.min(count - 1, Math.max(0, place)));
  }
}
