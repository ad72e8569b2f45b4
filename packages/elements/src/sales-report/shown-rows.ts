import { html, nothing } from 'lit';
import type { StepTexts } from './report-step.ts';

const atFirst = 50;
const further = 200;

/** How many rows of a long table are shown, and the button that shows more. */
export class ShownRows {
  readonly #requestUpdate: () => void;
  #count = atFirst;

  constructor(requestUpdate: () => void) {
    this.#requestUpdate = requestUpdate;
  }

  /** The rows that are shown of all that there are. */
  of<Row>(rows: readonly Row[]): readonly Row[] {
    return rows.slice(0, this.#count);
  }

  /** The button that shows more of so many rows; nothing where all are shown. */
  renderMore(total: number, { messages, formats }: StepTexts) {
    const next = Math.min(further, total - this.#count);
    if (next <= 0) return nothing;
    return html`<button
      class="button more"
      type="button"
      @click=${() => {
        this.#count += further;
        this.#requestUpdate();
      }}
    >
      ${messages.more(formats.number(next))}
    </button>`;
  }
}
