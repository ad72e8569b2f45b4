import type { Output } from './cli-context.ts';
import type { Texts } from './language.ts';

const width = 28;
const redrawMs = 100;
const plainLineMs = 5_000;

/** How far something is: a bar that redraws itself on a terminal, elsewhere a line every five seconds. */
export class ProgressBar {
  readonly #stream: Output;
  readonly #texts: Texts;
  #shownAt: number;
  #isDrawn = false;

  constructor(stream: Output, texts: Texts) {
    this.#stream = stream;
    this.#texts = texts;
    this.#shownAt = stream.isTTY ? -redrawMs : performance.now();
  }

  show(label: string, share: number, detail: string): void {
    const now = performance.now();
    if (now - this.#shownAt < (this.#stream.isTTY ? redrawMs : plainLineMs)) return;
    this.#shownAt = now;
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

  /** Takes the bar away, for something else to be written. */
  clear(): void {
    if (this.#isDrawn) this.#stream.write('\r\u001b[2K');
    this.#isDrawn = false;
  }
}
