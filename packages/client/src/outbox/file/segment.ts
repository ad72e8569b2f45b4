import { OutboxFormatError } from '../errors/outbox-format-error.ts';
import type { NewLine, QueuedLine } from '../queue.ts';
import { RecordFile } from './record-file.ts';

/** A file of queued lines at consecutive positions. */
export class Segment {
  readonly file: RecordFile;
  readonly firstPosition: number;
  /** Lines in it. */
  count = 0;
  /** Lines in it that are settled. */
  settled = 0;

  private constructor(file: RecordFile) {
    this.file = file;
    this.firstPosition = file.header.firstPosition ?? 1;
  }

  static async create(path: string, outletId: string, firstPosition: number): Promise<Segment> {
    return new Segment(await RecordFile.create(path, { outletId, firstPosition }));
  }

  /**
   * Opens a segment and reads it through; a torn tail is cut off.
   * @param next first position of the segment after it: where all lines before that are there, what follows them is torn
   * @throws {OutboxFormatError} when it is damaged
   */
  static async open(
    path: string,
    outletId: string,
    next: number | undefined,
    onLine: (position: number, lineId: string) => boolean,
  ): Promise<Segment> {
    const segment = new Segment(await RecordFile.open(path, outletId));
    const { file } = segment;
    try {
      let end = 0;
      for await (const records of file.read(0)) {
        for (const record of records) {
          end = record.end;
          if (record.offset === 0) continue;
          const { payload } = record;
          const lineId = payload.toString('latin1', 0, payload.indexOf(newline));
          if (onLine(segment.nextPosition, lineId)) segment.settled += 1;
          segment.count += 1;
        }
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

  async append(lines: readonly NewLine[]): Promise<void> {
    await this.file.append(lines.map(({ lineId, content }) => `${lineId}\n${content}`));
    this.count += lines.length;
  }

  /** Lines from an offset on, the first of which has that position, and where the next ones start. */
  async read(
    offset: number,
    firstPosition: number,
  ): Promise<{ lines: QueuedLine[]; offset: number } | undefined> {
    for await (const records of this.file.read(offset)) {
      const body = records[0]?.offset === 0 ? records.slice(1) : records;
      const lines = body.map(({ payload }, index) => {
        const split = payload.indexOf(newline);
        return {
          position: firstPosition + index,
          lineId: payload.toString('latin1', 0, split),
          content: payload.toString('utf8', split + 1),
        };
      });
      return { lines, offset: records.at(-1)?.end ?? offset };
    }
    if (offset < this.file.size) {
      throw new OutboxFormatError(this.file.path, `a record at byte ${offset}`, 'damage');
    }
    return undefined;
  }
}

const newline = 0x0a;
