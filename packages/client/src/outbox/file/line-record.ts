import { hash } from 'node:crypto';
import type { Count } from '../number-lines.ts';
import type { LineNumber, NewLine, QueuedLine } from '../queue.ts';
import type { Frames } from './record.ts';

const linkLength = 43;
/** What two numbers take at most, and what stands between them and the others. */
const numberBytes = 64;
const space = 0x20;
const newline = 0x0a;
const zero = 0x30;

/** A line, and its number, as they lie in the payload of a record, among the bytes that were read or written with it. */
export class StoredLine implements QueuedLine, LineNumber {
  readonly position: number;
  readonly lineId: string;
  /** Empty of lines of version 1, which have no number. */
  readonly epoch: string;
  readonly sequence: number;
  readonly clockSkewMs: number | undefined;
  // A view of each line would weigh more than the line.
  readonly #among: ArrayBufferLike;
  /** The place of the line feed before the content. */
  readonly #split: number;
  readonly #end: number;

  /** The content stands in the payload behind the line feed at `split`. */
  constructor(
    position: number,
    lineId: string,
    epoch: string,
    sequence: number,
    clockSkewMs: number | undefined,
    payload: Buffer,
    split: number,
  ) {
    this.position = position;
    this.lineId = lineId;
    this.epoch = epoch;
    this.sequence = sequence;
    this.clockSkewMs = clockSkewMs;
    this.#among = payload.buffer;
    this.#split = payload.byteOffset + split;
    this.#end = payload.byteOffset + payload.length;
  }

  get number(): LineNumber | undefined {
    return this.epoch ? this : undefined;
  }

  /** Of the content in UTF-8. */
  get byteLength(): number {
    return this.#end - this.#split - 1;
  }

  get bytes(): Buffer {
    return this.#from(this.#split + 1);
  }

  get content(): string {
    return this.bytes.toString();
  }

  get previous(): string {
    return this.#from(this.#split - linkLength).toString('latin1', 0, linkLength);
  }

  get link(): string {
    return hash('sha256', this.#from(this.#split - linkLength), 'base64url');
  }

  #from(start: number): Buffer {
    return Buffer.from(this.#among, start, this.#end - start);
  }
}

/** A line that was framed: the count with it, and its payload with the place of the line feed before the content. */
export interface FramedLine {
  readonly count: Count;
  readonly payload: Buffer;
  readonly split: number;
}

/**
 * Frames a line as `<lineId> <sequence> <skew> <previous>\n<content>`, whose end from `previous` on is what is hashed for its
 * link. Lines of version 1 are `<lineId>\n<content>`.
 */
export function frameLine(
  frames: Frames,
  line: NewLine,
  { epoch, sequence: before, link: previous }: Count,
): FramedLine {
  const { lineId, clockSkewMs, bytes = Buffer.from(line.content) } = line;
  const sequence = before + 1;
  const to = frames.begin(lineId.length + numberBytes + linkLength + bytes.length);
  const { at: start } = to;
  to.addText(lineId);
  to.addCode(space);
  to.addNumber(sequence);
  to.addCode(space);
  if (clockSkewMs !== undefined) to.addText(String(clockSkewMs));
  to.addCode(space);
  to.addText(previous);
  const split = to.at - start;
  to.addCode(newline);
  to.addMany(bytes);
  const payload = frames.end();
  const link = hash('sha256', payload.subarray(split - linkLength), 'base64url');
  return { count: { epoch, sequence, link }, payload, split };
}

/** The line that a payload holds; of version 1 where the epoch is empty. */
export function lineIn(payload: Buffer, epoch: string, position: number): StoredLine {
  const lineId = lineIdIn(payload);
  const { length: end } = lineId;
  if (!epoch) return new StoredLine(position, lineId, epoch, 0, undefined, payload, end);
  let sequence = 0;
  let at = end + 1;
  for (; payload[at] !== space; at++) sequence = sequence * 10 + (payload[at] as number) - zero;
  const split = payload.indexOf(newline, at);
  const skew = payload.toString('latin1', at + 1, split - linkLength - 1);
  const clockSkewMs = skew ? Number(skew) : undefined;
  return new StoredLine(position, lineId, epoch, sequence, clockSkewMs, payload, split);
}

/** The identity of the line that a payload holds. */
export function lineIdIn(payload: Buffer): string {
  let end = 0;
  // It ends at a space or a line feed, and itself has none.
  while ((payload[end] as number) > space) end += 1;
  return payload.toString('latin1', 0, end);
}
