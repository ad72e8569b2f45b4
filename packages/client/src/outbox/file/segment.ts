import { OutboxFormatError } from '../errors/outbox-format-error.ts';
import type { NewLine } from '../queue.ts';
import { terminalIn, type Count } from '../number-lines.ts';
import type { LineCounts } from './line-counts.ts';
import { frameLine, lineIn, StoredLine } from './line-record.ts';
import { RecordFile } from './record-file.ts';
import { Frames } from './record.ts';

const headBytes = 160;

/** A file of queued lines at consecutive positions, which begins with how far the lines before them are counted. */
export class Segment {
  readonly file: RecordFile;
  readonly firstPosition: number;
  /** Of its lines' numbers; empty in version 1, whose lines have none. */
  readonly epoch: string;
  /** Lines in it. */
  count = 0;
  /** Lines in it that are settled. */
  settled = 0;
  /** Where its first line lies. */
  #start = 0;

  private constructor(file: RecordFile) {
    this.file = file;
    this.firstPosition = file.header.firstPosition ?? 1;
    this.epoch = file.header.epoch ?? '';
  }

  static async create(
    path: string,
    outletId: string,
    firstPosition: number,
    counts: LineCounts,
  ): Promise<Segment> {
    const header = { outletId, firstPosition, epoch: counts.epoch };
    const segment = new Segment(await RecordFile.create(path, header, counts.payloads()));
    segment.#start = segment.file.size;
    return segment;
  }

  /**
   * Opens a segment and reads it through, counting its lines; a torn tail is cut off.
   * @param next first position of the segment after it: where all lines before that are there, what follows them is torn
   * @throws {OutboxFormatError} when it is damaged
   */
  static async open(
    path: string,
    outletId: string,
    next: number | undefined,
    counts: LineCounts,
    isSettled: (position: number) => boolean,
  ): Promise<Segment> {
    const segment = new Segment(await RecordFile.open(path, outletId));
    const { file, epoch } = segment;
    if (epoch) counts.enter(epoch);
    try {
      let end = 0;
      for await (const records of file.read(0)) {
        for (const { payload, offset, end: recordEnd } of records) {
          end = recordEnd;
          if (offset === 0) continue;
          if (isLine(payload)) {
            if (isSettled(segment.nextPosition)) segment.settled += 1;
            if (epoch) counts.note(payload);
            segment.count += 1;
          } else counts.restore(payload);
          if (segment.count === 0) segment.#start = end;
        }
        // The next group overwrites the payloads of this one.
        counts.settle();
      }
      if (next === segment.nextPosition) await file.truncate(end);
      else if (next === undefined) await file.cutTornTail(end);
      else if (end < file.size) {
        throw new OutboxFormatError(path, `a record at byte ${end}`, 'damage');
      }
    } catch (error) {
      await file.close();
      throw error;
    }
    return segment;
  }

  get nextPosition(): number {
    return this.firstPosition + this.count;
  }

  /** Whether the line at a position lies in it. */
  holds(position: number): boolean {
    return position >= this.firstPosition && position < this.nextPosition;
  }

  /** Bytes of its lines. */
  get size(): number {
    return this.file.size - this.#start;
  }

  /**
   * Appends lines, which the counts number; answers with them, if they are to be kept in memory, and with the bytes in which
   * they stand, which may be spare ones.
   */
  async append(
    lines: readonly NewLine[],
    counts: LineCounts,
    isKept: boolean,
    spare: Buffer | undefined,
  ): Promise<{ readonly lines: readonly StoredLine[]; readonly bytes: Buffer }> {
    let expected = 0;
    for (const line of lines) expected += (line.byteLength ?? line.content.length) + headBytes;
    const frames = new Frames(expected, spare);
    const after = new Map<string, Count>();
    const kept: StoredLine[] = [];
    for (const line of lines) {
      const { lineId, clockSkewMs } = line;
      const terminal = terminalIn(lineId);
      const before = after.get(terminal) ?? counts.of(terminal);
      const { count, payload, split } = frameLine(frames, line, before);
      after.set(terminal, count);
      if (!isKept) continue;
      const { epoch, sequence } = count;
      const position = this.nextPosition + kept.length;
      kept.push(new StoredLine(position, lineId, epoch, sequence, clockSkewMs, payload, split));
    }
    await this.file.appendFrames(frames.bytes);
    counts.take(after);
    this.count += lines.length;
    return { lines: kept, bytes: frames.room };
  }

  /** Lines from an offset on, the first of which has that position, and where the next ones start. */
  async read(
    offset: number,
    firstPosition: number,
  ): Promise<{ lines: StoredLine[]; offset: number } | undefined> {
    const { size } = this.file;
    for await (const records of this.file.read(offset)) {
      const lines = records
        .filter(({ payload }) => isLine(payload))
        .map(({ payload }, index) => lineIn(payload, this.epoch, firstPosition + index));
      return { lines, offset: records.at(-1)?.end ?? offset };
    }
    if (offset < size) {
      throw new OutboxFormatError(this.file.path, `a record at byte ${offset}`, 'damage');
    }
    return undefined;
  }
}

// All else in a segment is JSON, and no identity begins so.
const isLine = (payload: Buffer): boolean => payload[0] !== 0x7b;
