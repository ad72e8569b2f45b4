import type { Output } from './cli-context.ts';
import type { Texts } from './language.ts';

const width = 28;
const redrawMs = 100;
const plainLineMs = 5_000;

/** How far something is: a bar that redraws itself on a terminal, elsewhere a line every five seconds. */
export class ProgressBar {
  readonly #stream: Output;
  readonly #texts: Texts;
  readonly #everyMs: number;
  #shownAt: number;
  #isDrawn = false;
  /** Shows what came too early, for nothing may come after it. */
  #later: NodeJS.Timeout | undefined;

  constructor(stream: Output, texts: Texts) {
    this.#stream = stream;
    this.#texts = texts;
    this.#everyMs = stream.isTTY ? redrawMs : plainLineMs;
    this.#shownAt = stream.isTTY ? -redrawMs : performance.now();
  }

  show(label: string, share: number, detail: string): void {
    clearTimeout(this.#later);
    const waitMs = this.#shownAt + this.#everyMs - performance.now();
    if (waitMs > 0) {
      this.#later = setTimeout(() => this.#write(label, share, detail), waitMs).unref();
    } else {
      this.#write(label, share, detail);
    }
  }

  /** Takes the bar away, for something else to be written. */
  clear(): void {
    clearTimeout(this.#later);
    if (this.#isDrawn) this.#stream.write('\r\u001b[2K');
    this.#isDrawn = false;
  }

  #write(label: string, share: number, detail: string): void {
    this.#shownAt = performance.now();
    const part = Math.min(1, Math.max(0, share));
    const percent = String(Math.floor(part * 100)).padStart(3);
    const text = this.#texts.progress(label, percent, detail);
    if (!this.#stream.isTTY) {
      this.#stream.write(`${text}\n`);
      return;
    }
    const filled = Math.round(part * width);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${text}`;
    this.#stream.write(
      `\r\u001b[2K${bar.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 1))}`,
    );
    this.#isDrawn = true;
  }
}
