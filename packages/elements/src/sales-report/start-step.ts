import type { Explanation } from '@fupin/client/adapters/columns';
import { html, nothing } from 'lit';
import { EntryGrid } from './entry-grid.ts';
import { explanation } from './explanation.ts';
import type { SalesReportMessages } from './messages/messages.ts';
import type { ReportStep, StepHost, StepTexts } from './report-step.ts';

/** What the first step gives on. */
export interface StartStepHost extends StepHost {
  openFile(file: File): void;
  checkEntries(grid: EntryGrid): void;
  cancelReading(): void;
}

type Way = 'file' | 'hand';

interface Reading {
  readonly fileName: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** Choosing a file, or typing sales in. */
export class StartStep implements ReportStep {
  readonly name = 'start';
  readonly #host: StartStepHost;
  readonly #grid: EntryGrid;
  #way: Way = 'file';
  #isOver = false;
  #reading: Reading | undefined;
  #failure: ((messages: SalesReportMessages) => Explanation) | undefined;

  constructor(host: StartStepHost) {
    this.#host = host;
    this.#grid = new EntryGrid(host, () => host.checkEntries(this.#grid));
  }

  /** Shows that a file is being read, and which share of it has been. */
  showReading(fileName: string, share: number): void {
    this.#way = 'file';
    this.#failure = undefined;
    this.#reading = { fileName, share };
    this.#host.requestUpdate();
  }

  /** Shows why a file could not be read; without a reason, that none is being read. */
  showFailure(failure?: (messages: SalesReportMessages) => Explanation): void {
    this.#reading = undefined;
    this.#failure = failure;
    this.#host.requestUpdate();
  }

  announcement({ messages, formats }: StepTexts): string {
    if (!this.#reading) return '';
    const quarter = Math.floor(this.#reading.share * 4) / 4;
    return `${messages.reading(this.#reading.fileName)} ${formats.number(quarter * 100)}%`;
  }

  render(texts: StepTexts) {
    const { messages } = texts;
    const tab = (way: Way, label: string) =>
      html`<button
        id="tab-${way}"
        type="button"
        role="tab"
        aria-selected=${this.#way === way}
        aria-controls="panel"
        tabindex=${this.#way === way ? 0 : -1}
        @click=${() => this.#choose(way)}
        @keydown=${this.#onTabKey}
      >
        ${label}
      </button>`;
    return html`
      <div class="tabs" part="tabs" role="tablist" aria-label=${messages.steps.start}>
        ${tab('file', messages.byFile)}${tab('hand', messages.byHand)}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby="tab-${this.#way}">
        ${this.#way === 'file' ? this.#renderFile(texts) : this.#grid.render(texts)}
      </div>
    `;
  }

  #renderFile(texts: StepTexts) {
    const { messages } = texts;
    return html`
      ${this.#failure ? explanation(this.#failure(messages), 'danger') : nothing}
      ${this.#reading ? this.#renderReading(this.#reading, texts) : this.#renderDropZone(messages)}
      <p class="hint privacy">${messages.privacy}</p>
    `;
  }

  #renderDropZone(messages: SalesReportMessages) {
    return html`<label
      part="drop-zone"
      class="drop-zone ${this.#isOver ? 'over' : ''}"
      @dragover=${this.#onDragOver}
      @dragleave=${() => this.#setOver(false)}
      @drop=${this.#onDrop}
    >
      <svg class="drop-icon" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M13 41h22a3 3 0 0 0 3-3V16L28 6H13a3 3 0 0 0-3 3v29a3 3 0 0 0 3 3zM28 6v10h10" />
        <path d="M24 34V22M18.5 27.5L24 22l5.5 5.5" />
      </svg>
      <span class="drop-title">${messages.dropHere}</span>
      <span class="button primary">${messages.chooseFile}</span>
      <span class="hint" id="kinds">${messages.fileKinds}</span>
      <input
        class="visually-hidden"
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        aria-label=${messages.chooseFile}
        aria-describedby="kinds"
        @change=${this.#onChange}
      />
    </label>`;
  }

  #renderReading({ fileName, share }: Reading, { messages, formats }: StepTexts) {
    return html`<div class="drop-zone working" part="drop-zone">
      <span class="drop-title">${messages.reading(fileName)}</span>
      <progress part="progress" max="1" .value=${share} aria-label=${messages.reading(fileName)}>
        ${formats.number(Math.round(share * 100))}%
      </progress>
      <button class="button" type="button" @click=${() => this.#host.cancelReading()}>
        ${messages.cancel}
      </button>
    </div>`;
  }

  #choose(way: Way): void {
    this.#way = way;
    this.#host.requestUpdate();
  }

  #setOver(isOver: boolean): void {
    if (this.#isOver === isOver) return;
    this.#isOver = isOver;
    this.#host.requestUpdate();
  }

  readonly #onTabKey = (event: KeyboardEvent): void => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    this.#choose(this.#way === 'file' ? 'hand' : 'file');
    this.#host.renderRoot.querySelector<HTMLElement>(`#tab-${this.#way}`)?.focus();
  };

  readonly #onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.#setOver(true);
  };

  readonly #onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.#setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) this.#host.openFile(file);
  };

  readonly #onChange = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    // The same file can be chosen again after it was corrected.
    input.value = '';
    if (file) this.#host.openFile(file);
  };
}
