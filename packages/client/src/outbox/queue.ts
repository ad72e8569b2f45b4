import type { SaleLine, SaleLineProblem } from '@fupin/schema';
import type { Batch } from './carried-runs.ts';

/** A line to be stored: its identity, and its canonical content, which is what the registry will get (see saleLineContent). */
export interface NewLine {
  readonly lineId: string;
  readonly content: string;
  /** The content in UTF-8 and its length, where they are at hand. */
  readonly bytes?: Uint8Array | undefined;
  readonly byteLength?: number | undefined;
  /** By how many milliseconds the device's clock was ahead of the registry's when the line was reported, where known. */
  readonly clockSkewMs?: number | undefined;
}

/** The number of a line among those of its terminal that the device has carried, and its place in their hash chain. */
export interface LineNumber {
  /** The device key's thumbprint. */
  readonly epoch: string;
  /** From 1, without a gap, in the order of reporting; given in the very step that makes the line durable. */
  readonly sequence: number;
  /** Chain link before the line; before line 1 it is the epoch. */
  readonly previous: string;
  /** Chain link with the line. */
  readonly link: string;
}

/** A stored line that the registry has not settled; positions rise in the order of reporting. */
export interface QueuedLine extends NewLine {
  readonly position: number;
  /** Absent where the device has no key, and of lines that an earlier version stored. */
  readonly number?: LineNumber | undefined;
}

/** The key of a device (ES256), made once and kept with its queue: its thumbprint is the epoch of the lines numbered there. */
export interface DeviceKey {
  /** RFC 7638 thumbprint of the public key. */
  readonly epoch: string;
  /** The members `crv`, `kty`, `x` and `y`. */
  readonly publicKey: JsonWebKey;
  /** Signs what is carried by hand. */
  readonly privateKey: CryptoKey;
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
  /** Stores lines and numbers them; resolves when they would survive a power cut. */
  append(lines: readonly NewLine[]): Promise<void>;
  /** The oldest queued lines, at least one where there is any; the bytes are those of their contents in UTF-8. */
  take(maximumLines: number, maximumBytes: number): Promise<readonly QueuedLine[]>;
  /** As many of these lines, from the first on, as one batch can carry, with their numbers. */
  carry(lines: readonly QueuedLine[]): Batch;
  /** Takes lines from the queue. A power cut may undo it: the lines are then sent again and answered as duplicates. */
  settle(positions: readonly number[]): Promise<void>;
  /** Takes lines from the queue to the dead letters, durably. */
  refuse(letters: readonly DeadLetter[]): Promise<void>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  deadLetter(deadLetterId: number): Promise<DeadLetter | undefined>;
  deadLetterCount(): Promise<number>;
  /** Forgets a dead letter, durably. */
  discard(deadLetterId: number): Promise<void>;
  /** The key of the device; undefined where it can have none. */
  deviceKey(): Promise<DeviceKey | undefined>;
  close(): Promise<void>;
}

/** The first of the lines: so many, and of so many bytes in UTF-8, but at least one where there is any. */
export function firstOf(
  lines: readonly QueuedLine[],
  maximumLines: number,
  maximumBytes: number,
): readonly QueuedLine[] {
  let bytes = 0;
  const end = lines.findIndex((line, index) => {
    bytes += line.byteLength ?? encoder.encode(line.content).length;
    return index === maximumLines || (bytes > maximumBytes && index > 0);
  });
  return end < 0 ? lines : lines.slice(0, end);
}

const encoder = new TextEncoder();

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
