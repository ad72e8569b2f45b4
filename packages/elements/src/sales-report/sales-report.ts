import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { Localization } from '../localization/localization.ts';
import { registerMessages } from '../localization/messages.ts';
import type { RegistryContext } from '../provider/registry-context.ts';
import { RegistryElement } from '../provider/registry-element.ts';
import { controlStyles } from '../theme/control-styles.ts';
import { hostStyles, visuallyHidden } from '../theme/host-styles.ts';
import { columnsStepStyles } from './columns-step.styles.ts';
import { explanation } from './explanation.ts';
import { en } from './messages/en.ts';
import { zhHans } from './messages/zh-hans.ts';
import { ReportFlow, type FlowElement } from './report-flow.ts';
import type { StepTexts } from './report-step.ts';
import { salesReportStyles } from './sales-report.styles.ts';
import { startStepStyles } from './start-step.styles.ts';
import { tableStyles } from './table.styles.ts';

registerMessages('fupin-sales-report', 'zh-Hans', zhHans);
registerMessages('fupin-sales-report', 'en', en);

/**
 * Lines that a clerk reported have arrived in the ledger. Fired every few seconds while lines are being sent, and when the
 * last of them has arrived; whatever shows the ledger listens for it on the document.
 */
export class FupinSalesReportedEvent extends Event {
  static readonly type = 'fupin-sales-reported';
  /** The outlet that sold, `out_…`. */
  readonly outletId: string;
  /** How many lines were acknowledged since the last such event, those that were in the ledger before included. */
  readonly lines: number;
  /** When the registry accepted the last of the new lines, by its own clock; undefined where none was new. */
  readonly acceptedAt: string | undefined;

  constructor(outletId: string, lines: number, acceptedAt: string | undefined) {
    super(FupinSalesReportedEvent.type, { bubbles: true, composed: true });
    this.outletId = outletId;
    this.lines = lines;
    this.acceptedAt = acceptedAt;
  }
}

/**
 * Brings a retailer's sales into the ledger: a clerk types them in or drops the till's export, matches its columns, sees what
 * is wrong in which cell, sends, and follows every line until the registry has acknowledged it. What is sent goes through a
 * durable outbox, so a reload or an outage loses nothing, and a sale that is reported twice counts once.
 *
 * @tag fupin-sales-report
 * @fires fupin-sales-reported - When lines have arrived in the ledger.
 * @csspart base - The whole.
 * @csspart heading - The heading.
 * @csspart steps - The list of steps.
 * @csspart tabs - The choice between file and keyboard.
 * @csspart drop-zone - Where a file can be dropped.
 * @csspart entry - The form in which sales are typed in.
 * @csspart columns - The form in which columns are matched.
 * @csspart select - A list to choose from.
 * @csspart question - A question that the file leaves open.
 * @csspart progress - A bar of progress.
 * @csspart totals - The figures before and while sending.
 * @csspart table - A table of rows.
 * @csspart faults - The rows that can't be sent.
 * @csspart oddities - What is unusual.
 * @csspart preview - The first lines as they will be sent.
 * @csspart outcome - What came of it in the end.
 * @csspart rejected - The lines that the registry did not take.
 * @csspart notice - A box with something to know.
 * @csspart error - A box with something that went wrong.
 */
export class SalesReport extends RegistryElement {
  static override styles = [
    hostStyles,
    visuallyHidden,
    controlStyles,
    salesReportStyles,
    startStepStyles,
    columnsStepStyles,
    tableStyles,
  ];

  /** Name of the till where the sales do not say it; part of each line's identity, so keep it the same. */
  @property() terminal = 'main';
  /** Unit of quantities where the sales do not say it. */
  @property() unit = '件';
  /** Level of the heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  readonly #localization = new Localization(this, 'fupin-sales-report');
  readonly #flow = new ReportFlow(this.#asFlowElement());
  #resumedFor = '';

  /** Opens a file as if it had been dropped; setting it to null does nothing. */
  set file(file: File | null) {
    if (file) void this.open(file);
  }

  /** Opens a file as if it had been dropped; resolves when its columns are shown, or why it can't be read. */
  async open(file: File): Promise<void> {
    await this.#flow.open(file);
    await this.updateComplete;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resumedFor = '';
    void this.#flow.close();
  }

  protected override updated(): void {
    const { registry, outlet, session } = this.context ?? {};
    const surroundings = `${registry} ${outlet} ${session}`;
    if (surroundings === this.#resumedFor) return;
    this.#resumedFor = surroundings;
    void this.#flow.resume();
  }

  protected override render() {
    const { locale, direction, messages, formats } = this.#localization;
    const texts = { messages, formats, headingLevel: this.headingLevel + 2 };
    const { step, trouble } = this.#flow;
    return html`<section part="base" lang=${locale} dir=${direction} aria-labelledby="heading">
      <header>
        <div part="heading" id="heading" role="heading" aria-level=${this.headingLevel}>
          ${messages.heading}
        </div>
        <p class="hint">${messages.introduction}</p>
      </header>
      ${
        this.context?.outlet
          ? html`${this.#renderSteps(texts)}
              <div class="step">
                ${trouble ? explanation(messages[trouble], 'danger') : nothing}
                ${step.name === 'start' ? this.#renderUnfinished(texts) : nothing}
                ${step.render(texts)}
              </div>`
          : this.isWaiting
            ? nothing
            : explanation(messages.noOutlet, 'danger')
      }
      <p class="visually-hidden" role="status">${step.announcement?.(texts) ?? nothing}</p>
    </section>`;
  }

  #renderSteps({ messages, formats }: StepTexts) {
    const names = this.#flow.stepNames;
    const current = names.indexOf(this.#flow.step.name);
    const title = messages.stepOf(
      formats.number(current + 1),
      formats.number(names.length),
      messages.steps[this.#flow.step.name],
    );
    return html`
      <ol class="steps" part="steps" aria-hidden="true">
        ${names.map(
          (name, place) =>
            html`<li class=${place < current ? 'done' : place === current ? 'current' : ''}>
              <span class="step-number">${place < current ? '✓' : formats.number(place + 1)}</span>
              <span class="step-name">${messages.steps[name]}</span>
            </li>`,
        )}
      </ol>
      <div
        class="visually-hidden"
        id="step-title"
        role="heading"
        aria-level=${this.headingLevel + 1}
        tabindex="-1"
      >
        ${title}
      </div>
    `;
  }

  #renderUnfinished({ messages, formats }: StepTexts) {
    const state = this.#flow.sendingState;
    const queued = state?.progress.queued ?? 0;
    const refused = state?.refused.length ?? 0;
    if (queued === 0 && refused === 0) return nothing;
    const what =
      queued > 0
        ? messages.unfinished(formats.number(queued))
        : `${messages.rejectedHeading}: ${formats.number(refused)}`;
    const show = html`<button class="button" type="button" @click=${() => this.#flow.showSending()}>
      ${messages.showProgress}
    </button>`;
    return explanation({ what, remedy: '' }, queued > 0 ? 'info' : 'warning', show);
  }

  #focusStep(): void {
    this.renderRoot.querySelector<HTMLElement>('#step-title')?.focus({ preventScroll: true });
    const { top } = this.getBoundingClientRect();
    if (top < 0) this.scrollIntoView({ block: 'start' });
  }

  #asFlowElement(): FlowElement {
    const surroundings = (): RegistryContext | undefined => this.context;
    const terminal = (): string => this.terminal.trim() || 'main';
    const unit = (): string => this.unit.trim() || '件';
    const renderRoot = (): ParentNode => this.renderRoot;
    const updateComplete = (): Promise<boolean> => this.updateComplete;
    return {
      get surroundings() {
        return surroundings();
      },
      get terminal() {
        return terminal();
      },
      get unit() {
        return unit();
      },
      get renderRoot() {
        return renderRoot();
      },
      get updateComplete() {
        return updateComplete();
      },
      requestUpdate: () => this.requestUpdate(),
      matches: (selector) => this.matches(selector),
      focusStep: () => this.#focusStep(),
      onReported: (lines, acceptedAt) => {
        const outletId = this.context?.outlet ?? '';
        this.dispatchEvent(new FupinSalesReportedEvent(outletId, lines, acceptedAt));
      },
    };
  }
}

define('fupin-sales-report', SalesReport);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-sales-report': SalesReport;
  }
  interface HTMLElementEventMap {
    'fupin-sales-reported': FupinSalesReportedEvent;
  }
}
