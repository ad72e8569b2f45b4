import type { LedgerSummary } from '@fupin/schema';
import { html, isServer, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../define.ts';
import { icon } from '../icon.ts';
import { FupinLoadErrorEvent } from '../load-error-event.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import { RegistryElement } from '../provider/registry-element.ts';
import type { FupinSalesReportedEvent } from '../sales-report/sales-report.ts';
import { controlStyles } from '../theme/control-styles.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { formatShare, type DashboardTexts } from './dashboard-view.ts';
import { presetRange, rangePresets, type DateRange, type RangePreset } from './date-range.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { originBars } from './origin-bars.ts';
import { rankProvinces } from './origin-ranking.ts';
import { salesChartStyles } from './sales-chart.styles.ts';
import { SalesChart } from './sales-chart.ts';
import { salesDashboardStyles } from './sales-dashboard.styles.ts';
import { salesSeries } from './sales-series.ts';

registerMessages('fupin-sales-dashboard', 'zh-Hans', zhHans);
registerMessages('fupin-sales-dashboard', 'en', en);

/** How often to look again where the ledger's sums do not hold what has just been accepted, in milliseconds. */
const lookAgainAfter = [500, 1000, 2000, 4000, 8000];

/**
 * The ledger at a glance: all sales and what of them was certified, returns, net, sales over time, and where the certified goods
 * came from, for the outlet of the reporting session. Reads again when a sales report on the page
 * says that lines have arrived.
 *
 * @tag fupin-sales-dashboard
 * @fires fupin-load-error - When the ledger could not be loaded.
 * @csspart base - The whole.
 * @csspart heading - The heading.
 * @csspart as-of - The instant at which the figures hold.
 * @csspart range - The choice of dates.
 * @csspart totals - The figures.
 * @csspart chart - Sales over time.
 * @csspart table - The table behind the chart.
 * @csspart origins - Certified sales by province.
 * @csspart province - One province with its counties.
 * @csspart empty - Shown where nothing was sold.
 * @csspart error - Shown where the ledger could not be loaded.
 * @cssstate loading - Figures are being read.
 */
export class SalesDashboard extends RegistryElement {
  static override styles = [
    hostStyles,
    visuallyHidden,
    controlStyles,
    salesDashboardStyles,
    salesChartStyles,
  ];

  /** Level of the heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;
  /** First business date, `YYYY-MM-DD`; open where absent. */
  @property() from: string | undefined;
  /** Last business date, `YYYY-MM-DD`; open where absent. */
  @property() to: string | undefined;
  /** Shows this summary instead of one that is read from the registry. */
  @property({ attribute: false }) summary: LedgerSummary | undefined;

  @state() private loaded: LedgerSummary | undefined;
  @state() private error: unknown;
  @state() private isLoading = false;
  @state() private areAllProvincesShown = false;

  readonly #internals = this.attachInternals();
  readonly #localization = new Localization(this, 'fupin-sales-dashboard');
  readonly #chart = new SalesChart(this);
  #listening: AbortController | undefined;
  #wanted = '';
  #reading: AbortController | undefined;
  #lookAgain: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    // The report and the dashboard know nothing of each other: what bubbles from the one reaches the page they share.
    this.ownerDocument.addEventListener('fupin-sales-reported', this.#onReported, {
      signal: this.#listening.signal,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#reading?.abort();
    clearTimeout(this.#lookAgain);
    this.#wanted = '';
  }

  /** Reads the ledger again; resolves when the figures are shown, or that they could not be read. */
  async refresh(): Promise<void> {
    const { context } = this;
    if (!context || !this.#mayRead || this.summary || this.#isReversed) return;
    this.#reading?.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    this.isLoading = true;
    try {
      const { from, to } = this;
      const query = {
        ...(context.outlet && { outletId: context.outlet }),
        ...(from && { from }),
        ...(to && { to }),
      };
      const summary = await context.reader.read('GET /v1/ledger/summary', query, { signal });
      if (signal.aborted) return;
      this.loaded = summary;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      this.dispatchEvent(new FupinLoadErrorEvent(error));
    }
    this.isLoading = false;
    await this.updateComplete;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('from') || changed.has('to')) this.#chart.reset();
    const { registry, outlet, session } = this.context ?? {};
    const wanted = [registry, outlet, session, this.from, this.to].join(' ');
    if (isServer || !registry || wanted === this.#wanted) return;
    this.#wanted = wanted;
    void this.refresh();
  }

  protected override updated(): void {
    this.#internals.states[this.isLoading ? 'add' : 'delete']('loading');
  }

  /** A publishable key reads no ledger: a page that gets its session later is waited for. */
  get #mayRead(): boolean {
    return !!this.context?.session;
  }

  get #isReversed(): boolean {
    return !!this.from && !!this.to && this.from > this.to;
  }

  readonly #onReported = (event: Event): void => {
    const { outletId, acceptedAt } = event as FupinSalesReportedEvent;
    const outlet = this.context?.outlet;
    if (!outlet || outlet === outletId) void this.#catchUp(acceptedAt, 0);
  };

  /** Reads until the figures hold what was accepted; they may be a little behind. */
  async #catchUp(acceptedAt: string | undefined, attempt: number): Promise<void> {
    clearTimeout(this.#lookAgain);
    await this.refresh();
    const wait = lookAgainAfter[attempt];
    if (!this.isConnected || wait === undefined || acceptedAt === undefined || this.error) return;
    const isBehind = !this.loaded || Date.parse(this.loaded.asOf) < Date.parse(acceptedAt);
    if (isBehind) {
      this.#lookAgain = setTimeout(() => void this.#catchUp(acceptedAt, attempt + 1), wait);
    }
  }

  protected override render() {
    const { locale, direction, messages, formats } = this.#localization;
    const texts: DashboardTexts = {
      ...{ locale, messages, formats, headingLevel: this.headingLevel + 1 },
      name: (names) => this.#localization.name(names),
    };
    const summary = this.summary ?? this.loaded;
    return html`<section
      part="base"
      lang=${locale}
      dir=${direction}
      aria-labelledby="heading"
      aria-busy=${this.isLoading}
    >
      <header>
        <div part="heading" id="heading" role="heading" aria-level=${this.headingLevel}>
          ${messages.heading}
        </div>
        <div class="header-end">
          <span part="as-of" class="muted"
            >${summary ? messages.asOf(formats.dateTime(summary.asOf)) : nothing}</span
          >
          <button
            class="button"
            type="button"
            ?disabled=${!this.#mayRead}
            @click=${() => void this.refresh()}
          >
            ${messages.refresh}
          </button>
        </div>
      </header>
      ${this.#renderRange(texts)}
      <p class="visually-hidden" role="status">${this.isLoading ? messages.loading : nothing}</p>
      ${this.error ? this.#renderError(texts) : nothing}
      ${
        summary
          ? this.#renderSummary(summary, texts)
          : this.context || this.isWaiting
            ? this.error
              ? nothing
              : this.#renderSkeleton(texts)
            : html`<p part="error">${messages.noRegistry}</p>`
      }
    </section>`;
  }

  #renderRange({ messages }: DashboardTexts) {
    const now = new Date();
    const isCurrent = ({ from, to }: DateRange) =>
      (this.from || undefined) === from && (this.to || undefined) === to;
    const field = (name: 'from' | 'to') =>
      html`<label
        ><span>${messages[name]}</span
        ><input
          type="date"
          name=${name}
          aria-invalid=${this.#isReversed}
          .value=${this[name] ?? ''}
          @change=${(event: Event) => {
            this[name] = (event.currentTarget as HTMLInputElement).value || undefined;
          }}
      /></label>`;
    return html`<div part="range" role="group" aria-label=${messages.range}>
      <div class="presets">
        ${rangePresets.map(
          (preset) =>
            html`<button
              type="button"
              aria-pressed=${isCurrent(presetRange(preset, now))}
              @click=${() => this.#choose(preset)}
            >
              ${messages.presets[preset]}
            </button>`,
        )}
      </div>
      <div class="dates">${field('from')}${field('to')}</div>
      ${
        this.#isReversed
          ? html`<p class="reversed" role="alert">${messages.rangeReversed}</p>`
          : nothing
      }
    </div>`;
  }

  #renderSummary(summary: LedgerSummary, texts: DashboardTexts) {
    const { messages } = texts;
    if (summary.all.lines === 0) {
      return html`<div part="empty">
        ${icon('leaf')}<strong>${messages.empty}</strong
        ><span class="muted">${messages.emptyHint}</span>
      </div>`;
    }
    return html`${this.#renderTotals(summary, texts)}
      <div class="charts">
        ${this.#chart.render(salesSeries(summary.byDay), texts)}
        ${originBars(
          rankProvinces(summary.byOrigin),
          this.areAllProvincesShown,
          () => (this.areAllProvincesShown = true),
          texts,
        )}
      </div>`;
  }

  #renderTotals({ all, certified, unmatchedLines }: LedgerSummary, texts: DashboardTexts) {
    const { messages, formats, locale } = texts;
    const share = formatShare(certified.salesFen, all.salesFen, locale);
    const bar = all.salesFen === 0 ? 0 : (100 * certified.salesFen) / all.salesFen;
    const total = (label: string, amountFen: number, detail: unknown, tone = '') =>
      html`<div class="total ${tone}">
        <dt>${label}</dt>
        <dd class="figure">${formats.price(amountFen)}</dd>
        <dd class="muted">${detail}</dd>
      </div>`;
    const unmatched =
      unmatchedLines > 0 ? messages.unmatched(formats.number(unmatchedLines)) : nothing;
    return html`<dl part="totals">
      ${total(messages.allSales, all.salesFen, messages.lines(formats.number(all.lines)))}
      ${total(
        messages.certifiedSales,
        certified.salesFen,
        html`${messages.share(share)}<svg
            class="share-bar"
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect class="track" width="100" height="4" />
            <rect class="bar certified" width=${bar} height="4" />
          </svg>`,
        'accent',
      )}
      ${total(messages.returns, all.returnsFen + all.voidsFen, unmatched)}
      ${total(messages.net, all.netFen, messages.certifiedNet(formats.price(certified.netFen)))}
    </dl>`;
  }

  #renderSkeleton({ messages }: DashboardTexts) {
    return html`<div class="skeleton" role="img" aria-label=${messages.loading}>
      <div class="bone-totals">
        ${[0, 1, 2, 3].map(
          () =>
            html`<div class="total">
              <div class="bone short"></div>
              <div class="bone tall"></div>
              <div class="bone"></div>
            </div>`,
        )}
      </div>
      <div class="charts">
        <div class="bone plot"></div>
        <div class="bone plot"></div>
      </div>
    </div>`;
  }

  #renderError({ messages }: DashboardTexts) {
    return html`<div part="error" role="alert">
      <span><strong>${messages.failed}</strong> ${messages.failedHint}</span>
      <button class="button" type="button" @click=${() => void this.refresh()}>
        ${messages.retry}
      </button>
    </div>`;
  }

  #choose(preset: RangePreset): void {
    const { from, to } = presetRange(preset, new Date());
    this.from = from;
    this.to = to;
  }
}

define('fupin-sales-dashboard', SalesDashboard);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-sales-dashboard': SalesDashboard;
  }
}
