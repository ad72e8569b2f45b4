import { hash } from 'node:crypto';
import type { Count } from '../number-lines.ts';
import type { LineNumber, NewLine, QueuedLine } from '../queue.ts';
import type { Frames } from './record.ts';

const linkLength = 43;
const newline = 0x0a;

/** A line as it lies in the payload of a record, among the bytes that were read or written with it. */
export class StoredLine implements QueuedLine {
  readonly position: number;
  readonly lineId: string;
  readonly number: LineNumber | undefined;
  readonly clockSkewMs: number | undefined;
  // A view of each line would weigh more than the line.
  readonly #among: ArrayBufferLike;
  readonly #start: number;
  readonly #length: number;

  /** The content stands in the payload from an offset on. */
  constructor(
    position: number,
    lineId: string,
    payload: Buffer,
    offset: number,
    number?: LineNumber,
    clockSkewMs?: number,
  ) {
    this.position = position;
    this.lineId = lineId;
    this.number = number;
    this.clockSkewMs = clockSkewMs;
    this.#among = payload.buffer;
    this.#start = payload.byteOffset + offset;
    this.#length = payload.length - offset;
  }

  /** Of the content in UTF-8. */
  get byteLength(): number {
    return this.#length;
  }

  get bytes(): Buffer {
    return Buffer.from(this.#among, this.#start, this.#length);
  }

  get content(): string {
    return this.bytes.toString();
  }
}

/**
 * Frames a line as `<lineId> <sequence> <skew> <previous>\n<content>`, whose end from `previous` on is what is hashed for its
 * link; answers with its number. Lines of version 1 are `<lineId>\n<content>`.
 */
export function frameLine(
  frames: Frames,
  { lineId, content, clockSkewMs }: NewLine,
  { epoch, sequence, link: previous }: Count,
): FramedLine {
  const head = `${lineId} ${sequence + 1} ${clockSkewMs ?? ''} ${previous}\n`;
  const payload = frames.add(content, head);
  const link = linkOf(payload, head.length - 1);
  const number = { epoch, sequence: sequence + 1, previous, link };
  return { number, payload, offset: head.length };
}

/** A line that was framed: its number, and its payload with where the content stands in it. */
export interface FramedLine {
  readonly number: LineNumber;
  readonly payload: Buffer;
  readonly offset: number;
}

/** The line that a payload holds; of version 1 where there is no epoch. */
export function lineIn(payload: Buffer, epoch: string | undefined, position: number): StoredLine {
  const split = payload.indexOf(newline);
  const head = payload.toString('latin1', 0, split);
  if (epoch === undefined) return new StoredLine(position, head, payload, split + 1);
  const [lineId = '', sequence, skew, previous = ''] = head.split(' ');
  const number = new ReadNumber(epoch, Number(sequence), previous, payload, split);
  const clockSkewMs = skew ? Number(skew) : undefined;
  return new StoredLine(position, lineId, payload, split + 1, number, clockSkewMs);
}

/** The number of a line that was read, whose link is made when it is asked for: of a run only that of the last line is. */
class ReadNumber implements LineNumber {
  readonly epoch: string;
  readonly sequence: number;
  readonly previous: string;
  readonly #payload: Buffer;
  readonly #split: number;

  constructor(epoch: string, sequence: number, previous: string, payload: Buffer, split: number) {
    this.epoch = epoch;
    this.sequence = sequence;
    this.previous = previous;
    this.#payload = payload;
    this.#split = split;
  }

  get link(): string {
    return linkOf(this.#payload, this.#split);
  }
}

/** The identity of the line that a payload holds. */
export function lineIdIn(payload: Buffer): string {
  const head = payload.toString('latin1', 0, payload.indexOf(newline));
  const end = head.indexOf(' ');
  return end < 0 ? head : head.slice(0, end);
}

/** The link of a line from its payload and the place of the line feed in it. */
function linkOf(payload: Buffer, split: number): string {
  return hash('sha256', payload.subarray(split - linkLength), 'base64url');
}
