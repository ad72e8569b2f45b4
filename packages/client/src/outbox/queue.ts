import type { SaleLine, SaleLineProblem } from '@fupin/schema';

/** A line as it is stored: its identity, and its JSON as the registry will get it. */
export interface NewLine {
  readonly lineId: string;
  readonly json: string;
}

/** A stored line that the registry has not settled; positions rise in the order of reporting. */
export interface QueuedLine extends NewLine {
  readonly position: number;
}

/** A line that the registry did not take, and why. */
export interface DeadLetter {
  /** Position that the line had in the queue. */
  readonly deadLetterId: number;
  readonly lineId: string;
  readonly line: SaleLine;
  readonly outcome: 'rejected' | 'conflict';
  readonly problem: SaleLineProblem;
  /** When the outbox learnt of it, RFC 3339. */
  readonly rejectedAt: string;
}

/** The durable part of an outbox: what differs between files and IndexedDB. */
export interface Queue {
  /** Lines not settled. */
  size(): Promise<number>;
  /** Whether a line of this identity is queued. */
  has(lineId: string): Promise<boolean>;
  /** Stores lines; resolves when they would survive a power cut. */
  append(lines: readonly NewLine[]): Promise<void>;
  /** The oldest queued lines, at least one where there is any. */
  take(maximumLines: number, maximumBytes: number): Promise<readonly QueuedLine[]>;
  /** Takes lines from the queue. A power cut may undo it: the lines are then sent again and answered as duplicates. */
  settle(positions: readonly number[]): Promise<void>;
  /** Takes lines from the queue to the dead letters, durably. */
  refuse(letters: readonly DeadLetter[]): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  deadLetter(deadLetterId: number): Promise<DeadLetter | undefined>;
  deadLetterCount(): Promise<number>;
  /** Forgets a dead letter, durably. */
  discard(deadLetterId: number): Promise<void>;
  close(): Promise<void>;
}

/** Consecutive positions as ranges `[first, last]`. */
export function rangesOf(positions: readonly number[]): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const position of positions.toSorted((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && position === range[1] + 1) range[1] = position;
    else ranges.push([position, position]);
  }
  return ranges;
}
