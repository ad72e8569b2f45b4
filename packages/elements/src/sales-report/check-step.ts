import {
  checkSales,
  faultyRowsCsv,
  type CheckedLine,
  type CheckedSales,
  type FaultyRow,
  type SaleFault,
  type SaleSettings,
  type SalesTable,
} from '@fupin/client/adapters/columns';
import { html, nothing } from 'lit';
import { downloadText } from './file-download.ts';
import type { ReportStep, StepHost, StepTexts } from './report-step.ts';
import { ShownRows } from './shown-rows.ts';

/** What the step gives on. */
export interface CheckStepHost extends StepHost {
  back(): void;
  send(lines: readonly CheckedLine[]): void;
  /** Shows that the check itself failed. */
  fail(error: unknown): void;
}

const previewLines = 20;

/** Looking at what will be sent, what will not and why, and what is unusual. */
export class CheckStep implements ReportStep {
  readonly name = 'check';
  readonly #host: CheckStepHost;
  readonly #table: SalesTable;
  #settings: SaleSettings;
  #checked: CheckedSales | undefined;
  #rowsDone = 0;
  readonly #shown: ShownRows;
  #abortion = new AbortController();

  constructor(host: CheckStepHost, table: SalesTable, settings: SaleSettings) {
    this.#host = host;
    this.#shown = new ShownRows(() => host.requestUpdate());
    this.#table = table;
    this.#settings = settings;
    void this.#check();
  }

  announcement({ messages, formats }: StepTexts): string {
    if (!this.#checked) return messages.checking;
    const { sales, returns, faultyRows } = this.#checked;
    return [
      `${messages.sales} ${formats.number(sales.lines)}`,
      `${messages.returns} ${formats.number(returns.lines)}`,
      `${messages.faulty} ${formats.number(faultyRows.length)}`,
    ].join(' · ');
  }

  /** Stops checking. */
  leave(): void {
    this.#abortion.abort();
  }

  async #check(): Promise<void> {
    this.#abortion.abort();
    this.#abortion = new AbortController();
    const { signal } = this.#abortion;
    this.#checked = undefined;
    this.#rowsDone = 0;
    this.#host.requestUpdate();
    try {
      this.#checked = await checkSales(this.#table, this.#settings, {
        now: new Date(),
        signal,
        onProgress: (rowsDone) => {
          this.#rowsDone = rowsDone;
          this.#host.requestUpdate();
        },
      });
      this.#host.requestUpdate();
    } catch (error) {
      if (!signal.aborted) this.#host.fail(error);
    }
  }

  render(texts: StepTexts) {
    const { messages } = texts;
    if (!this.#checked) {
      return html`<div class="drop-zone working">
        <span class="drop-title">${messages.checking}</span>
        <progress
          part="progress"
          max=${this.#table.rows.length}
          .value=${this.#rowsDone}
          aria-label=${messages.checking}
        ></progress>
        <button class="button" type="button" @click=${this.#back}>${messages.cancel}</button>
      </div>`;
    }
    const { lines, faultyRows, oddities } = this.#checked;
    return html`
      ${this.#renderTotals(this.#checked, texts)}
      ${faultyRows.length > 0 ? this.#renderFaults(faultyRows, texts) : nothing}
      ${oddities.length > 0 ? this.#renderOddities(this.#checked, texts) : nothing}
      ${lines.length > 0 ? this.#renderPreview(lines, texts) : nothing}
      <div class="actions">
        ${
          lines.length > 0
            ? html`<button
                class="button primary"
                type="button"
                @click=${() => this.#host.send(lines)}
              >
                ${(faultyRows.length > 0 ? messages.sendOthers : messages.send)(
                  texts.formats.number(lines.length),
                )}
              </button>`
            : html`<p class="refusal">${messages.nothingToSend}</p>`
        }
        <button class="button" type="button" @click=${this.#back}>${messages.back}</button>
      </div>
    `;
  }

  #renderTotals({ sales, returns, faultyRows }: CheckedSales, { messages, formats }: StepTexts) {
    const money = (label: string, total: { lines: number; amountFen: bigint }) =>
      html`<div class="total">
        <dt>${label}</dt>
        <dd class="figure">${formats.price(Number(total.amountFen))}</dd>
        <dd>${messages.lines(formats.number(total.lines))}</dd>
      </div>`;
    return html`<dl class="totals" part="totals">
      ${money(messages.sales, sales)}${money(messages.returns, returns)}
      <div class="total ${faultyRows.length > 0 ? 'warning' : ''}">
        <dt>${messages.faulty}</dt>
        <dd class="figure">${messages.rows(formats.number(faultyRows.length))}</dd>
        <dd>${faultyRows.length > 0 ? messages.notSent : messages.nothingFaulty}</dd>
      </div>
    </dl>`;
  }

  #renderFaults(faultyRows: readonly FaultyRow[], texts: StepTexts) {
    const { messages, formats } = texts;
    const faults = faultyRows.flatMap((row) => row.faults.map((fault) => ({ row, fault })));
    const ambiguous = faultyRows.filter(({ faults: own }) =>
      own.some(({ code, field }) => code === 'bothNegative' && field === 'amount'),
    ).length;
    return html`<section part="faults" aria-labelledby="faults-heading">
      <div class="section-head">
        <div>
          <div
            class="section-heading"
            id="faults-heading"
            role="heading"
            aria-level=${texts.headingLevel}
          >
            ${messages.faultsHeading}
          </div>
          <p class="hint">${messages.faultsHint}</p>
        </div>
        <button class="button" type="button" @click=${() => this.#export(texts)}>
          ${messages.exportFaults}
        </button>
      </div>
      ${
        ambiguous > 0
          ? html`<div class="explanation info">
              <span>${messages.bothNegativeQuestion(formats.number(ambiguous))}</span>
              <button class="button" type="button" @click=${this.#takeAsReturns}>
                ${messages.bothNegativeAnswer}
              </button>
            </div>`
          : nothing
      }
      <div class="scroll" role="group" tabindex="0" aria-labelledby="faults-heading">
        <table part="table">
          <thead>
            <tr>
              <th scope="col" class="number">${messages.row}</th>
              <th scope="col">${messages.column}</th>
              <th scope="col">${messages.value}</th>
              <th scope="col" class="reason">${messages.reason}</th>
              <th scope="col" class="reason">${messages.remedy}</th>
            </tr>
          </thead>
          <tbody>
            ${this.#shown.of(faults).map(({ row, fault }) => {
              const { what, remedy } = messages.faults[fault.code](fault.detail ?? '');
              return html`<tr>
                <td class="number">${formats.number(row.rowNumber)}</td>
                <td>${this.#columnOf(fault, texts)}</td>
                <td class="value">
                  ${
                    fault.value.trim() === ''
                      ? html`<span class="blank">${messages.blank}</span>`
                      : fault.value
                  }
                </td>
                <td>${what}</td>
                <td>${remedy}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      ${this.#shown.renderMore(faults.length, texts)}
    </section>`;
  }

  /** The column as the file calls it, or else what the field is called here. */
  #columnOf({ field }: SaleFault, { messages }: StepTexts): string {
    if (!field) return messages.wholeRow;
    const header = this.#table.headers[this.#settings.columns[field] ?? -1]?.trim();
    return header || messages.fields[field];
  }

  #renderOddities({ oddities }: CheckedSales, texts: StepTexts) {
    const { messages, formats } = texts;
    return html`<section part="oddities" aria-labelledby="oddities-heading">
      <div
        class="section-heading"
        id="oddities-heading"
        role="heading"
        aria-level=${texts.headingLevel}
      >
        ${messages.odditiesHeading}
      </div>
      <ul class="oddities">
        ${oddities.map(({ code, count, rowNumbers }) => {
          const rows = rowNumbers.slice(0, 12).map((row) => formats.number(row));
          const more = count > rows.length ? ' …' : '';
          return html`<li>
            <span>${messages.oddities[code](formats.number(count))}</span>
            <span class="hint">${messages.inRows(rows.join(', ') + more)}</span>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #renderPreview(lines: readonly CheckedLine[], texts: StepTexts) {
    const { messages, formats } = texts;
    const shown = lines.slice(0, previewLines);
    return html`<section part="preview" aria-labelledby="preview-heading">
      <div class="section-head">
        <div
          class="section-heading"
          id="preview-heading"
          role="heading"
          aria-level=${texts.headingLevel}
        >
          ${messages.previewHeading}
        </div>
        <span class="hint"
          >${messages.previewHint(formats.number(shown.length), formats.number(lines.length))}</span
        >
      </div>
      <div class="scroll" role="group" tabindex="0" aria-labelledby="preview-heading">
        <table part="table">
          <thead>
            <tr>
              <th scope="col" class="number">${messages.row}</th>
              <th scope="col">${messages.fields.receiptNo}</th>
              <th scope="col" class="number">${messages.fields.lineNo}</th>
              <th scope="col">${messages.fields.soldAt}</th>
              <th scope="col">${messages.good}</th>
              <th scope="col" class="number">${messages.fields.quantity}</th>
              <th scope="col" class="number">${messages.fields.amount}</th>
              <th scope="col">${messages.fields.kind}</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              ({ line, rowNumber }) =>
                html`<tr>
                  <td class="number">${formats.number(rowNumber)}</td>
                  <td>${line.receiptNo}</td>
                  <td class="number">${line.lineNo}</td>
                  <td class="time">${line.soldAt.slice(0, 16).replace('T', ' ')}</td>
                  <td class="good">
                    ${line.name ?? line.sku ?? line.gtin}
                    ${
                      line.name !== undefined && (line.sku ?? line.gtin) !== undefined
                        ? html`<span class="code">${line.sku ?? line.gtin}</span>`
                        : nothing
                    }
                  </td>
                  <td class="number">${line.quantity} ${line.unit}</td>
                  <td class="number">${formats.price(line.amountFen)}</td>
                  <td><span class="kind ${line.kind}">${messages.kinds[line.kind]}</span></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  readonly #back = (): void => {
    this.leave();
    this.#host.back();
  };

  readonly #takeAsReturns = (): void => {
    this.#settings = { ...this.#settings, bothNegativeIsReturn: true };
    void this.#check();
  };

  #export(texts: StepTexts): void {
    const { messages } = texts;
    const text = faultyRowsCsv(this.#table, this.#checked?.faultyRows ?? [], this.#settings, {
      ...messages.fields,
      rowNumber: messages.rowInFile,
      problem: messages.problem,
      describe: (fault) => {
        const { what, remedy } = messages.faults[fault.code](fault.detail ?? '');
        return `${this.#columnOf(fault, texts)}: ${what} ${remedy}`;
      },
    });
    downloadText(`${messages.faultsFile}.csv`, text);
  }
}
