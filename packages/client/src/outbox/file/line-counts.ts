import { terminalIn, type Count } from '../number-lines.ts';
import { lineIdIn, lineIn } from './line-record.ts';

const countsAtOnce = 1000;

/** How far the lines of each terminal are counted in an epoch. */
export class LineCounts {
  #epoch = '';
  #counts = new Map<string, Count>();
  /** The last line of each terminal that was read and not counted yet. */
  #read = new Map<string, Buffer>();

  get epoch(): string {
    return this.#epoch;
  }

  /** Counts in an epoch from now on: from 1, if it is another one. */
  enter(epoch: string): void {
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#counts.clear();
  }

  /** The count of a terminal, as line ids spell it. */
  of(terminal: string): Count {
    const epoch = this.#epoch;
    return this.#counts.get(terminal) ?? { epoch, sequence: 0, link: epoch };
  }

  /** All counts, with the terminals as line ids spell them. */
  entries(): Iterable<readonly [terminal: string, count: Count]> {
    return this.#counts.entries();
  }

  /** Takes over the counts of terminals whose lines are durable now. */
  take(counts: ReadonlyMap<string, Count>): void {
    for (const [terminal, count] of counts) this.#counts.set(terminal, count);
  }

  /** The counts as payloads, for the beginning of a segment. */
  payloads(): string[] {
    const rows = Array.from(this.#counts, ([terminal, { sequence, link }]) => {
      return [terminal, sequence, link] as const;
    });
    return Array.from({ length: Math.ceil(rows.length / countsAtOnce) }, (_, part) =>
      JSON.stringify({ counts: rows.slice(part * countsAtOnce, (part + 1) * countsAtOnce) }),
    );
  }

  /** Reads such a payload. */
  restore(payload: Buffer): void {
    const { counts } = JSON.parse(payload.toString()) as { counts: [string, number, string][] };
    for (const [terminal, sequence, link] of counts) {
      this.#counts.set(terminal, { epoch: this.#epoch, sequence, link });
    }
  }

  /** Notes the payload of a line that was read, to be counted by `settle` while it is still there. */
  note(payload: Buffer): void {
    this.#read.set(terminalIn(lineIdIn(payload)), payload);
  }

  /** Counts the lines noted: only the last one of each terminal is hashed. */
  settle(): void {
    for (const [terminal, payload] of this.#read) {
      const { epoch, sequence, link } = lineIn(payload, this.#epoch, 0);
      this.#counts.set(terminal, { epoch, sequence, link });
    }
    this.#read.clear();
  }
}
