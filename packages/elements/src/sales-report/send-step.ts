import { html, nothing } from 'lit';
import { explanation } from './explanation.ts';
import { downloadText } from './file-download.ts';
import { explainRefusal, refusedCsv } from './refused-lines.ts';
import type { ReportStep, StepHost, StepTexts } from './report-step.ts';
import type { SalesSender, SendingState } from './sales-sender.ts';
import { ShownRows } from './shown-rows.ts';

/** What the step gives on. */
export interface SendStepHost extends StepHost {
  restart(): void;
}

type Refused = SendingState['refused'][number];

/** Following the lines on their way into the ledger. */
export class SendStep implements ReportStep {
  readonly name = 'send';
  readonly #host: SendStepHost;
  readonly #sender: SalesSender;
  readonly #shown: ShownRows;

  constructor(host: SendStepHost, sender: SalesSender) {
    this.#host = host;
    this.#shown = new ShownRows(() => host.requestUpdate());
    this.#sender = sender;
  }

  announcement({ messages, formats }: StepTexts): string {
    const { state } = this.#sender;
    if (isFinished(state)) {
      const { counts, refused } = state;
      return [
        refused.length > 0 ? messages.finishedWithRejections : messages.finished,
        `${messages.accepted} ${formats.number(counts.accepted)}`,
        `${messages.duplicate} ${formats.number(counts.duplicate)}`,
        `${messages.rejected} ${formats.number(refused.length)}`,
      ].join(' · ');
    }
    const { settled, all } = shareOf(state);
    const quarter = Math.floor((4 * settled) / Math.max(1, all));
    return `${messages.sending} ${formats.number(quarter * 25)}%`;
  }

  render(texts: StepTexts) {
    const { messages, formats } = texts;
    const { state } = this.#sender;
    const { counts, progress, refused, unstored } = state;
    const isDone = isFinished(state);
    const figure = (label: string, count: number, tone = '', hint = '') =>
      html`<div class="total ${count > 0 ? tone : ''}">
        <dt>${label}</dt>
        <dd class="figure">${formats.number(count)}</dd>
        ${hint && count > 0 ? html`<dd>${hint}</dd>` : nothing}
      </div>`;
    return html`
      ${this.#renderProgress(state, texts)} ${this.#renderTrouble(state, texts)}
      <dl class="totals" part="totals">
        ${figure(messages.accepted, counts.accepted, 'success')}
        ${figure(messages.duplicate, counts.duplicate, '', messages.duplicateHint)}
        ${figure(messages.rejected, refused.length, 'danger')}
        ${isDone ? nothing : figure(messages.queued, progress.queued + unstored)}
      </dl>
      ${
        counts.certified > 0
          ? html`<p>${messages.certified(formats.number(counts.certified))}</p>`
          : nothing
      }
      ${
        counts.unmatched > 0
          ? html`<p class="hint">${messages.unmatched(formats.number(counts.unmatched))}</p>`
          : nothing
      }
      ${
        state.elsewhere > 0
          ? html`<p class="hint">${messages.elsewhere(formats.number(state.elsewhere))}</p>`
          : nothing
      }
      ${refused.length > 0 ? this.#renderRefused(refused, texts) : nothing}
      <div class="actions">
        <button
          class="button ${isDone ? 'primary' : ''}"
          type="button"
          ?disabled=${unstored > 0 && !state.failure}
          @click=${() => this.#host.restart()}
        >
          ${messages.reportMore}
        </button>
      </div>
    `;
  }

  #renderProgress(state: SendingState, { messages, formats }: StepTexts) {
    const { settled, all } = shareOf(state);
    const number = formats.number;
    if (isFinished(state)) {
      const isClean = state.refused.length === 0;
      return html`<p class="outcome ${isClean ? 'success' : 'danger'}" part="outcome">
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d=${isClean ? 'M5 12.5l4.5 4.5L19 7.5' : 'M12 6.5v7M12 17.4v.1'} />
        </svg>
        ${isClean ? messages.finished : messages.finishedWithRejections}
      </p>`;
    }
    const isStoring = state.unstored > 0 && !state.failure;
    return html`<div class="sending">
      <progress
        part="progress"
        max=${Math.max(1, all)}
        .value=${settled}
        aria-label=${messages.sending}
      >
        ${messages.settled(number(settled), number(all))}
      </progress>
      <div class="sending-texts">
        <span>${messages.settled(number(settled), number(all))}</span>
        <span class="hint"
          >${
            isStoring
              ? messages.storing(number(state.reported - state.unstored), number(state.reported))
              : messages.keepsGoing
          }</span
        >
      </div>
    </div>`;
  }

  #renderTrouble({ progress, failure }: SendingState, { messages, formats }: StepTexts) {
    if (failure) return explanation(messages[failure], 'danger');
    if (progress.queued === 0) return nothing;
    const retry = html`<button
      class="button"
      type="button"
      @click=${() => void this.#sender.retry()}
    >
      ${messages.retry}
    </button>`;
    if (progress.state === 'stopped') return explanation(messages.stopped, 'danger', retry);
    if (progress.state === 'standby') return explanation(messages.standby, 'info');
    if (progress.state !== 'waiting' || progress.retryAt === undefined) return nothing;
    const time = formats.dateTime(new Date(progress.retryAt).toISOString());
    return explanation(messages.waiting(time), 'warning', retry);
  }

  #renderRefused(refused: readonly Refused[], texts: StepTexts) {
    const { messages, formats } = texts;
    return html`<section part="rejected" aria-labelledby="rejected-heading">
      <div class="section-head">
        <div>
          <div
            class="section-heading"
            id="rejected-heading"
            role="heading"
            aria-level=${texts.headingLevel}
          >
            ${messages.rejectedHeading}
          </div>
          <p class="hint">${messages.rejectedHint}</p>
        </div>
        <div class="actions">
          <button class="button" type="button" @click=${() => this.#export(refused, texts)}>
            ${messages.exportRejected}
          </button>
          <button class="button" type="button" @click=${() => void this.#sender.discardRefused()}>
            ${messages.discardRejected}
          </button>
        </div>
      </div>
      <div class="scroll" role="group" tabindex="0" aria-labelledby="rejected-heading">
        <table part="table">
          <thead>
            <tr>
              <th scope="col" class="number">${messages.row}</th>
              <th scope="col">${messages.fields.receiptNo}</th>
              <th scope="col" class="number">${messages.fields.lineNo}</th>
              <th scope="col">${messages.good}</th>
              <th scope="col" class="number">${messages.fields.amount}</th>
              <th scope="col" class="reason">${messages.reason}</th>
              <th scope="col" class="reason">${messages.remedy}</th>
            </tr>
          </thead>
          <tbody>
            ${this.#shown.of(refused).map((letter) => {
              const { line } = letter;
              const { what, remedy } = explainRefusal(letter, messages);
              const row = this.#sender.rowNumberOf(letter.lineId);
              return html`<tr>
                <td class="number">${row === undefined ? '–' : formats.number(row)}</td>
                <td>${line.receiptNo}</td>
                <td class="number">${line.lineNo}</td>
                <td class="good">${line.name ?? line.sku ?? line.gtin}</td>
                <td class="number">${formats.price(line.amountFen)}</td>
                <td>
                  <span class="kind refused">${messages.outcomes[letter.outcome]}</span> ${what}
                </td>
                <td>${remedy}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      ${this.#shown.renderMore(refused.length, texts)}
    </section>`;
  }

  #export(refused: readonly Refused[], texts: StepTexts): void {
    downloadText(`${texts.messages.rejectedFile}.csv`, refusedCsv(refused, texts.messages));
  }
}

function shareOf({ counts, elsewhere, progress, unstored }: SendingState) {
  const settled = counts.accepted + counts.duplicate + counts.refused + elsewhere;
  return { settled, all: settled + progress.queued + unstored };
}

function isFinished({ progress, unstored, failure }: SendingState): boolean {
  return progress.queued === 0 && unstored === 0 && !failure;
}
