import {
  SalesFileError,
  type CheckedLine,
  type OpenSalesFileOptions,
  type SaleSettings,
  type SalesTable,
} from '@fupin/client/adapters/columns';
import type { RegistryContext } from '../provider/registry-context.ts';
import type { CheckStepHost } from './check-step.ts';
import type { ColumnsStepHost } from './columns-step.ts';
import type { EntryGrid } from './entry-grid.ts';
import { entryColumns, entryFields, entryTable } from './entry-rows.ts';
import type { StepName } from './messages/messages.ts';
import { outboxExists, outboxName } from './outbox-name.ts';
import type { ReportStep, StepHost } from './report-step.ts';
import type { SalesSender, SendingState } from './sales-sender.ts';
import type { SendStepHost } from './send-step.ts';
import { StartStep, type StartStepHost } from './start-step.ts';

/** What the flow needs of the element that shows it. */
export interface FlowElement extends StepHost {
  readonly terminal: string;
  readonly unit: string;
  /** Where to report to; undefined while that isn't known. */
  readonly surroundings: RegistryContext | undefined;
  matches(selector: string): boolean;
  focusStep(): void;
  /** Told when the registry has acknowledged lines, and when it accepted the last new one. */
  onReported(lines: number, acceptedAt: string | undefined): void;
}

const reportedEveryMs = 2000;

/** The way from file or keyboard to the ledger, step by step. What a step needs is loaded when it is reached. */
export class ReportFlow implements StartStepHost, ColumnsStepHost, CheckStepHost, SendStepHost {
  readonly #element: FlowElement;
  readonly #start: StartStep = new StartStep(this);
  #step: ReportStep = this.#start;
  #stepBefore: ReportStep = this.#start;
  #grid: EntryGrid | undefined;
  #reading: AbortController | undefined;
  #sender: { readonly name: string; readonly opened: Promise<SalesSender> } | undefined;
  #sending: SalesSender | undefined;
  #acknowledged = 0;
  #reportedTimer: ReturnType<typeof setTimeout> | undefined;
  #isFocusDue = false;
  /** What keeps a report from being sent, if anything. */
  trouble: 'noSession' | 'storageBroken' | 'unexpected' | undefined;

  constructor(element: FlowElement) {
    this.#element = element;
  }

  /** The step that is shown. */
  get step(): ReportStep {
    return this.#step;
  }

  /** The steps of the way taken: typing in needs no matching of columns. */
  get stepNames(): readonly StepName[] {
    return this.#grid ? ['start', 'check', 'send'] : ['start', 'columns', 'check', 'send'];
  }

  /** How far the sending is, where an outbox is open. */
  get sendingState(): SendingState | undefined {
    return this.#sending?.state;
  }

  get updateComplete(): Promise<boolean> {
    return this.#element.updateComplete;
  }

  get renderRoot(): ParentNode {
    return this.#element.renderRoot;
  }

  requestUpdate(): void {
    this.#element.requestUpdate();
  }

  openFile(file: File): void {
    void this.open(file);
  }

  reopenFile(file: File, options: OpenSalesFileOptions): void {
    void this.open(file, options);
  }

  /** Reads a file; resolves when its columns are shown, or why it can't be read. */
  async open(file: File, options: OpenSalesFileOptions = {}): Promise<void> {
    this.#reading?.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    this.#grid = undefined;
    this.#start.showReading(file.name, 0);
    this.#go(this.#start);
    try {
      const { ColumnsStep } = await import('./columns-step.ts');
      const { terminal: terminalId, unit } = this.#element;
      const onProgress = (share: number) => this.#start.showReading(file.name, share);
      const reading = { ...options, signal, onProgress };
      const step = await ColumnsStep.open(this, file, reading, { terminalId, unit });
      this.#start.showFailure();
      this.#go(step);
    } catch (error) {
      if (signal.aborted) return;
      this.#start.showFailure((messages) =>
        error instanceof SalesFileError
          ? messages.fileErrors[error.code](String(error.row ?? ''))
          : messages.unexpected,
      );
    }
  }

  cancelReading(): void {
    this.#reading?.abort();
    this.#start.showFailure();
  }

  checkEntries(grid: EntryGrid): void {
    this.#grid = grid;
    const { terminal: terminalId, unit } = this.#element;
    const table = entryTable(grid.rows, entryFields);
    this.check(table, { columns: entryColumns, terminalId, unit });
  }

  check(table: SalesTable, settings: SaleSettings): void {
    void this.#attempt(async () => {
      const { CheckStep } = await import('./check-step.ts');
      this.#stepBefore = this.#step;
      this.#go(new CheckStep(this, table, settings));
    });
  }

  back(): void {
    this.trouble = undefined;
    const isChecking = this.#step.name === 'check';
    this.#go(isChecking ? this.#stepBefore : this.#start);
  }

  send(lines: readonly CheckedLine[]): void {
    void this.#attempt(async () => {
      const sender = await this.#openSender();
      if (!sender) return;
      const { SendStep } = await import('./send-step.ts');
      this.#acknowledged = sender.state.progress.acknowledged;
      this.#go(new SendStep(this, sender));
      addEventListener('beforeunload', keepOpen);
      await sender.report(lines);
      removeEventListener('beforeunload', keepOpen);
      if (!sender.state.failure) this.#grid?.clear();
    });
  }

  /** Shows how far what was reported earlier is. */
  showSending(): void {
    void this.#attempt(async () => {
      const [sender, { SendStep }] = await Promise.all([
        this.#openSender(),
        import('./send-step.ts'),
      ]);
      if (sender) this.#go(new SendStep(this, sender));
    });
  }

  restart(): void {
    this.#grid = undefined;
    this.#start.showFailure();
    this.#go(this.#start);
  }

  fail(error: unknown): void {
    this.trouble = error instanceof Error && isStorageError(error) ? 'storageBroken' : 'unexpected';
    this.requestUpdate();
  }

  /** Goes on with what was not sent last time, and takes up a new session. */
  async resume(): Promise<void> {
    const { surroundings } = this.#element;
    if (!surroundings?.outlet || !surroundings.session) return;
    if (this.trouble === 'noSession') this.trouble = undefined;
    const name = outboxName(surroundings.registry, surroundings.outlet);
    if (this.#sender?.name === name) {
      const sender = await this.#sender.opened;
      if (sender.state.progress.state === 'stopped') await sender.retry();
      return;
    }
    if (await outboxExists(name)) await this.#attempt(() => this.#openSender());
  }

  /** Lets go of the outbox; what is queued in it stays there. */
  async close(): Promise<void> {
    this.#reading?.abort();
    clearTimeout(this.#reportedTimer);
    this.#reportedTimer = undefined;
    removeEventListener('beforeunload', keepOpen);
    const sender = this.#sender;
    this.#sender = this.#sending = undefined;
    await (await sender?.opened.catch(() => undefined))?.close();
  }

  async #openSender(): Promise<SalesSender | undefined> {
    const { surroundings } = this.#element;
    if (!surroundings?.outlet || !surroundings.session) {
      this.trouble = 'noSession';
      this.requestUpdate();
      return undefined;
    }
    const { registry, outlet: outletId, fetch } = surroundings;
    const name = outboxName(registry, outletId);
    if (this.#sender?.name !== name) {
      await this.close();
      const opened = import('./sales-sender.ts').then(({ SalesSender }) =>
        SalesSender.open({
          registry,
          outletId,
          fetch,
          // A session that was renewed since is used for the next request.
          key: () => this.#element.surroundings?.session ?? '',
          onChange: () => this.#onSending(),
        }),
      );
      this.#sender = { name, opened };
    }
    const current = this.#sender;
    try {
      this.#sending = await current.opened;
    } catch (error) {
      if (this.#sender === current) this.#sender = undefined;
      throw error;
    }
    this.requestUpdate();
    return this.#sending;
  }

  #onSending(): void {
    this.requestUpdate();
    const state = this.#sending?.state;
    if (!state || state.progress.acknowledged === this.#acknowledged) return;
    if (state.progress.queued + state.unstored === 0) this.#tellReported();
    else this.#reportedTimer ??= setTimeout(() => this.#tellReported(), reportedEveryMs);
  }

  #tellReported(): void {
    clearTimeout(this.#reportedTimer);
    this.#reportedTimer = undefined;
    const state = this.#sending?.state;
    const lines = (state?.progress.acknowledged ?? 0) - this.#acknowledged;
    if (!state || lines <= 0) return;
    this.#acknowledged = state.progress.acknowledged;
    this.#element.onReported(lines, state.counts.acceptedAt);
  }

  async #attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.fail(error);
    }
  }

  #go(step: ReportStep): void {
    // The control that has the focus goes away with its step.
    this.#isFocusDue ||= this.#element.matches(':focus-within');
    this.#step = step;
    this.trouble = undefined;
    this.requestUpdate();
    if (!this.#isFocusDue) return;
    void this.updateComplete.then(() => this.#element.focusStep());
  }
}

const isStorageError = (error: Error) =>
  error instanceof DOMException || error.name.startsWith('Outbox');

const keepOpen = (event: Event): void => event.preventDefault();
