import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isSaleLine } from '@fupin/schema';
import { carry, type Batch } from '../carried-runs.ts';
import type { Count } from '../number-lines.ts';
import {
  rangesOf,
  type DeadLetter,
  type DeviceKey,
  type NewLine,
  type Queue,
  type QueuedLine,
} from '../queue.ts';
import { DeadLetterLog } from './dead-letter-log.ts';
import { DeviceKeyFile } from './device-key-file.ts';
import { LineCounts } from './line-counts.ts';
import { LineIdSet } from './line-id-set.ts';
import { LineWriter } from './line-writer.ts';
import type { StoredLine } from './line-record.ts';
import { lockFolder, type ProcessLock } from './process-lock.ts';
import { syncFolder } from './record-file.ts';
import { Segment } from './segment.ts';
import { SettledLog } from './settled-log.ts';

const segmentBytes = 16 * 1024 * 1024;
const emptySegmentBytes = 1024 * 1024;
// What was just appended is sent from memory, as long as sending keeps up; to keep more alive takes longer than to read it again.
const windowBytes = 1536 * 1024;
const segmentPattern = /^segment-(\d{10})\.log$/;

/**
 * A queue in a folder: `segment-N.log` hold the lines in the order of reporting, `settled.log` which of them are settled,
 * `dead-letters.log` those that the registry did not take, `device-key.json` in whose name they are counted. A segment is removed once all of its lines are settled.
 */
export class FileQueue implements Queue {
  readonly #folder: string;
  readonly #outletId: string;
  readonly #lock: ProcessLock;
  readonly #settled: SettledLog;
  readonly #deadLetters: DeadLetterLog;
  readonly #writer: LineWriter;
  /** Of the lines queued, from when somebody first asks for one: most programs never do. */
  #lineIds: LineIdSet | undefined;
  #collecting: Promise<void> | undefined;
  readonly #counts = new LineCounts();
  #key: DeviceKeyFile | undefined;
  #segments: Segment[] = [];
  /** The oldest lines not settled, and where to read on. */
  #window: StoredLine[] = [];
  /** Of their contents. */
  #windowBytes = 0;
  #cursor: { segment: Segment; position: number; offset: number } | undefined;
  #reading: Promise<boolean> | undefined;
  #size = 0;
  /** Where an append was framed that the window does not hold. */
  #spare: Buffer | undefined;

  private constructor(
    folder: string,
    outletId: string,
    lock: ProcessLock,
    settled: SettledLog,
    deadLetters: DeadLetterLog,
  ) {
    this.#folder = folder;
    this.#outletId = outletId;
    this.#writer = new LineWriter(outletId);
    this.#lock = lock;
    this.#settled = settled;
    this.#deadLetters = deadLetters;
  }

  /** Opens the queue of a folder, which is made where it is not there. */
  static async open(folder: string, outletId: string): Promise<FileQueue> {
    const made = await mkdir(folder, { recursive: true });
    if (made) {
      const above = dirname(resolve(made));
      for (let at = resolve(folder); at !== above; at = dirname(at)) await syncFolder(dirname(at));
    }
    const lock = await lockFolder(folder);
    const opened: { close(): Promise<void> }[] = [{ close: () => lock.release() }];
    try {
      const settled = await SettledLog.open(join(folder, 'settled.log'), outletId);
      opened.unshift(settled);
      const deadLetters = await DeadLetterLog.open(join(folder, 'dead-letters.log'), outletId);
      opened.unshift(deadLetters);
      const queue = new FileQueue(folder, outletId, lock, settled, deadLetters);
      opened.splice(0, opened.length, queue);
      await queue.#openSegments();
      return queue;
    } catch (error) {
      for (const each of opened) await each.close();
      throw error;
    }
  }

  size(): Promise<number> {
    return Promise.resolve(this.#size);
  }

  async has(lineId: string): Promise<boolean> {
    await (this.#collecting ??= this.#collectLineIds());
    return this.#lineIds?.has(lineId) ?? false;
  }

  /** Writes what is a sale line beyond doubt, which keeps until it is appended. */
  readonly quickLine = (value: unknown, clockSkewMs?: number): NewLine | undefined =>
    isSaleLine(value) ? this.#writer.write(value, clockSkewMs) : undefined;

  async append(lines: readonly NewLine[]): Promise<void> {
    try {
      await this.#append(lines);
    } finally {
      this.#writer.release(lines.at(-1));
    }
  }

  async #append(lines: readonly NewLine[]): Promise<void> {
    const limit = this.#size === 0 ? emptySegmentBytes : segmentBytes;
    if (this.#active.size > limit) await this.#startSegment(this.#active.nextPosition);
    const segment = this.#active;
    const { nextPosition: position } = segment;
    const hasRoom = this.#windowBytes < windowBytes;
    const appended = await segment.append(lines, this.#counts, hasRoom, this.#spare);
    this.#spare = hasRoom ? undefined : appended.bytes;
    // Where the window reaches up to them, they need not be read again.
    if (hasRoom && this.#validCursor().position === position) {
      for (const line of appended.lines) this.#addToWindow(line);
      this.#cursor = { segment, position: segment.nextPosition, offset: segment.file.size };
    }
    if (this.#lineIds) for (const { lineId } of lines) this.#lineIds.add(lineId);
    this.#size += lines.length;
  }

  async take(maximumLines: number, maximumBytes: number): Promise<readonly StoredLine[]> {
    while (this.#window.length < maximumLines && (await this.#readOn()));
    const batch: StoredLine[] = [];
    let bytes = 0;
    for (const line of this.#window) {
      bytes += line.byteLength;
      if (batch.length === maximumLines || (bytes > maximumBytes && batch.length > 0)) break;
      batch.push(line);
    }
    return batch;
  }

  carry(lines: readonly QueuedLine[]): Batch {
    return carry(lines);
  }

  async settle(positions: readonly number[]): Promise<void> {
    const ranges = rangesOf(positions);
    await this.#settled.add(ranges);
    const last = ranges.at(-1)?.[1] ?? 0;
    const beyond = this.#window.findIndex((line) => line.position > last);
    const considered = this.#window.splice(0, beyond < 0 ? this.#window.length : beyond);
    let segment: Segment | undefined;
    let next = 0;
    // Lines and ranges are both in order.
    const open = considered.filter(({ position, lineId, byteLength }) => {
      while ((ranges[next]?.[1] ?? Infinity) < position) next += 1;
      if (position < (ranges[next]?.[0] ?? Infinity)) return true;
      this.#lineIds?.delete(lineId);
      this.#windowBytes -= byteLength;
      this.#size -= 1;
      // Most lines lie where the one before does.
      if (!segment?.holds(position)) segment = this.#segments.find((each) => each.holds(position));
      if (segment) segment.settled += 1;
      return false;
    });
    this.#window.unshift(...open);
    await this.#removeSettledSegments();
  }

  async refuse(letters: readonly DeadLetter[]): Promise<void> {
    await this.#deadLetters.add(letters);
    await this.settle(letters.map((letter) => letter.deadLetterId));
  }

  deadLetters(): Promise<readonly DeadLetter[]> {
    return this.#deadLetters.list();
  }

  deadLetter(deadLetterId: number): Promise<DeadLetter | undefined> {
    return this.#deadLetters.get(deadLetterId);
  }

  deadLetterCount(): Promise<number> {
    return Promise.resolve(this.#deadLetters.size);
  }

  discard(deadLetterId: number): Promise<void> {
    return this.#deadLetters.discard(deadLetterId);
  }

  deviceKey(): Promise<DeviceKey | undefined> {
    return Promise.resolve(this.#key?.key());
  }

  /** How far the lines of each terminal, as line ids spell it, are counted. */
  counts(): Iterable<readonly [terminal: string, count: Count]> {
    return this.#counts.entries();
  }

  async close(): Promise<void> {
    for (const segment of this.#segments) await segment.file.close();
    await this.#settled.close();
    await this.#deadLetters.close();
    await this.#lock.release();
  }

  get #active(): Segment {
    const segment = this.#segments.at(-1);
    if (!segment) throw new Error(`${this.#folder}: expected a segment, found none`);
    return segment;
  }

  async #openSegments(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => segmentPattern.test(name)).sort();
    for (const [index, name] of names.entries()) {
      const next = segmentPattern.exec(names[index + 1] ?? '')?.[1];
      const segment = await Segment.open(
        join(this.#folder, name),
        this.#outletId,
        next === undefined ? undefined : Number(next),
        this.#counts,
        (position) => this.#settled.positions.has(position),
      );
      this.#segments.push(segment);
      this.#size += segment.count - segment.settled;
    }
    // A position that counts as settled must never be given to a new line, even if files were lost.
    const unused = (this.#settled.positions.ranges.at(-1)?.[1] ?? 0) + 1;
    const next = this.#segments.at(-1)?.nextPosition ?? 0;
    // Nor may a number be given twice in an epoch.
    await this.#takeKey(next < unused);
    if (next < unused) await this.#startSegment(unused);
    else if (this.#active.epoch !== this.#counts.epoch) await this.#startSegment(next);
    await this.#removeSettledSegments();
  }

  /** Reads which identities are queued; from now on they are kept as lines come and go. */
  async #collectLineIds(): Promise<void> {
    const lineIds = (this.#lineIds = new LineIdSet());
    try {
      for (const segment of this.#segments) await this.#collectFrom(segment, lineIds);
    } catch (error) {
      this.#lineIds = this.#collecting = undefined;
      throw error;
    }
  }

  async #collectFrom(segment: Segment, lineIds: LineIdSet): Promise<void> {
    const isThere = () => this.#segments.includes(segment);
    for (let { position, offset } = startOf(segment); ;) {
      const read = await segment.read(offset, position).catch((error: unknown) => {
        if (isThere()) throw error;
      });
      // Of one that is removed meanwhile, nothing is queued.
      if (!read || !isThere()) return;
      for (const line of read.lines) {
        if (!this.#settled.positions.has(line.position)) lineIds.add(line.lineId);
      }
      position += read.lines.length;
      offset = read.offset;
    }
  }

  /** Takes the key of the folder, or a new one where the folder has none or has lost what was counted with it. */
  async #takeKey(isCountLost: boolean): Promise<void> {
    const path = join(this.#folder, 'device-key.json');
    const before = isCountLost ? undefined : await DeviceKeyFile.open(path);
    this.#key = before ?? (await DeviceKeyFile.create(path));
    this.#counts.enter(this.#key.epoch);
  }

  async #startSegment(firstPosition: number): Promise<void> {
    const path = join(this.#folder, `segment-${String(firstPosition).padStart(10, '0')}.log`);
    const segment = await Segment.create(path, this.#outletId, firstPosition, this.#counts);
    // The file of one without lines was replaced, for the new one has its name.
    const replaced = this.#segments.findIndex((each) => each.file.path === path);
    if (replaced >= 0) await this.#segments.splice(replaced, 1)[0]?.file.close();
    this.#segments.push(segment);
  }

  /** Reads lines into the window, once for all who ask meanwhile; answers whether there may be more. */
  #readOn(): Promise<boolean> {
    this.#reading ??= this.#readFurther().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readFurther(): Promise<boolean> {
    const { segment, position, offset } = this.#validCursor();
    const before = this.#cursor;
    const read = await segment.read(offset, position);
    // What was appended meanwhile may have come into the window without being read.
    if (this.#cursor !== before) return true;
    if (read) {
      this.#cursor = { segment, position: position + read.lines.length, offset: read.offset };
      for (const line of read.lines) {
        if (!this.#settled.positions.has(line.position)) this.#addToWindow(line);
      }
      return true;
    }
    const next = this.#segments[this.#segments.indexOf(segment) + 1];
    if (!next) return false;
    this.#cursor = startOf(next);
    return true;
  }

  #addToWindow(line: StoredLine): void {
    this.#window.push(line);
    this.#windowBytes += line.byteLength;
  }

  #validCursor() {
    const cursor = this.#cursor;
    if (cursor && this.#segments.includes(cursor.segment)) return cursor;
    // The segment it stood in is gone, and so were all lines of it.
    const next = this.#segments.find((each) => each.firstPosition >= (cursor?.position ?? 0));
    return startOf(next ?? this.#active);
  }

  async #removeSettledSegments(): Promise<void> {
    const isDone = (segment: Segment) =>
      segment !== this.#active && segment.settled === segment.count;
    const done = this.#segments.filter(isDone);
    if (done.length === 0) return;
    this.#segments = this.#segments.filter((segment) => !isDone(segment));
    // One that can't be removed is read again at the next opening, and its lines answered as duplicates.
    for (const segment of done) await segment.file.remove().catch(() => undefined);
    await this.#settled.dropBefore(this.#segments[0]?.firstPosition ?? 0);
  }
}

const startOf = (segment: Segment) => ({ segment, position: segment.firstPosition, offset: 0 });
