import { html, nothing } from 'lit';
import {
  entryFields,
  entryLineNumbers,
  isFilled,
  nextEntryRow,
  pasteCells,
  type EntryField,
  type EntryRow,
} from './entry-rows.ts';
import type { StepHost, StepTexts } from './report-step.ts';

const numeric: readonly EntryField[] = ['quantity', 'unitPrice', 'lineNo'];

/** The grid in which sales are typed in, with its keyboard: Enter goes on, the arrows go up and down. */
export class EntryGrid {
  readonly #host: StepHost;
  readonly #onSubmit: () => void;
  #rows: EntryRow[] = [nextEntryRow()];
  #isRefused = false;

  constructor(host: StepHost, onSubmit: () => void) {
    this.#host = host;
    this.#onSubmit = onSubmit;
  }

  /** The rows as they are typed in. */
  get rows(): readonly EntryRow[] {
    return this.#rows;
  }

  /** Empties the grid, once its sales are on their way. */
  clear(): void {
    this.#rows = [nextEntryRow()];
    this.#isRefused = false;
    this.#host.requestUpdate();
  }

  render({ messages, formats }: StepTexts) {
    const lineNumbers = entryLineNumbers(this.#rows);
    return html`<form class="entry" part="entry" novalidate @submit=${this.#submit}>
      <p class="hint">${messages.entryHint}</p>
      <div class="grid" role="table" aria-label=${messages.byHand}>
        <div class="grid-head" role="row">
          ${entryFields.map(
            (field) => html`<span role="columnheader">${messages.fields[field]}</span>`,
          )}
          <span role="columnheader"
            ><span class="visually-hidden">${messages.removeRow('')}</span></span
          >
        </div>
        ${this.#rows.map(
          (row, place) =>
            html`<div
              class="grid-row"
              role="row"
              data-row=${place}
              aria-label=${messages.entryRow(formats.number(place + 1))}
            >
              ${entryFields.map(
                (field) =>
                  html`<div role="cell" class=${field}>
                    <span class="cell-label" aria-hidden="true">${messages.fields[field]}</span
                    ><input
                      name=${field}
                      autocomplete="off"
                      spellcheck="false"
                      inputmode=${numeric.includes(field) ? 'decimal' : nothing}
                      maxlength="400"
                      aria-label="${messages.fields[field]}, ${messages.entryRow(
                        formats.number(place + 1),
                      )}"
                      placeholder=${placeholder(field, row, lineNumbers[place])}
                      .value=${row[field]}
                      @input=${this.#onInput}
                      @keydown=${this.#onKey}
                      @paste=${this.#onPaste}
                    />
                  </div>`,
              )}
              <span role="cell" class="remove"
                ><button
                  type="button"
                  class="icon-button"
                  aria-label=${messages.removeRow(formats.number(place + 1))}
                  ?disabled=${this.#rows.length === 1 && !isFilled(row) && row.receiptNo === ''}
                  @click=${() => this.#remove(place)}
                >
                  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M6 6l12 12M18 6L6 18" />
                  </svg></button
              ></span>
            </div>`,
        )}
      </div>
      ${this.#isRefused ? html`<p class="refusal" role="alert">${messages.nothingEntered}</p>` : nothing}
      <div class="actions">
        <button class="button primary" type="submit">${messages.checkEntry}</button>
        <button class="button" type="button" @click=${this.#add}>${messages.addRow}</button>
      </div>
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#isRefused = !this.#rows.some(isFilled);
    if (this.#isRefused) this.#host.requestUpdate();
    else this.#onSubmit();
  };

  readonly #add = (): void => {
    this.#rows = [...this.#rows, nextEntryRow(this.#rows.at(-1))];
    this.#host.requestUpdate();
    void this.#focus(this.#rows.length - 1, this.#rows.at(-1)?.receiptNo ? 'sku' : 'receiptNo');
  };

  #remove(place: number): void {
    const rows = this.#rows.toSpliced(place, 1);
    this.#rows = rows.length > 0 ? rows : [nextEntryRow()];
    this.#host.requestUpdate();
    void this.#focus(Math.min(place, this.#rows.length - 1), 'receiptNo');
  }

  #placeOf(event: Event): { place: number; field: EntryField } {
    const input = event.currentTarget as HTMLInputElement;
    const row = input.closest<HTMLElement>('[data-row]');
    return { place: Number(row?.dataset['row']), field: input.name as EntryField };
  }

  readonly #onInput = (event: Event): void => {
    const { place, field } = this.#placeOf(event);
    const { value } = event.currentTarget as HTMLInputElement;
    const row = { ...(this.#rows[place] ?? nextEntryRow()), [field]: value };
    this.#rows = this.#rows.with(place, row);
    this.#isRefused = false;
    this.#host.requestUpdate();
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const { place, field } = this.#placeOf(event);
    this.#rows = pasteCells(this.#rows, place, field, text);
    this.#host.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const { place, field } = this.#placeOf(event);
    const rowBy: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
    const step = rowBy[event.key];
    if (step !== undefined) {
      event.preventDefault();
      void this.#focus(place + step, field);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.#goOn(place, field);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.#submit(event);
    }
  };

  /** Past the unit price, the line number is seldom typed: Enter there begins the next row. */
  #goOn(place: number, field: EntryField): void {
    const next = entryFields[entryFields.indexOf(field) + 1];
    if (next !== undefined && next !== 'lineNo') return void this.#focus(place, next);
    if (place === this.#rows.length - 1) {
      this.#rows = [...this.#rows, nextEntryRow(this.#rows.at(-1))];
      this.#host.requestUpdate();
    }
    void this.#focus(place + 1, this.#rows[place + 1]?.receiptNo ? 'sku' : 'receiptNo');
  }

  async #focus(place: number, field: EntryField): Promise<void> {
    await this.#host.updateComplete;
    const input = this.#host.renderRoot.querySelector<HTMLInputElement>(
      `[data-row="${place}"] [name="${field}"]`,
    );
    input?.focus();
    input?.select();
  }
}

function placeholder(field: EntryField, row: EntryRow, lineNo: string | undefined) {
  if (field === 'lineNo' && isFilled(row)) return lineNo ?? nothing;
  if (field !== 'soldAt') return nothing;
  const now = new Date(Date.now() + 8 * 3_600_000);
  return now.toISOString().slice(0, 16).replace('T', ' ');
}
