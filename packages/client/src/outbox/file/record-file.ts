import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutboxFormatError } from '../errors/outbox-format-error.ts';
import { OutboxFullError } from '../errors/outbox-full-error.ts';
import { frameAll, frameBytes, holdsAppend, payloadAt } from './record.ts';

const formatName = 'fupin-outbox';
const formatVersion = 2;
const chunkBytes = 256 * 1024;

/** What the first record of every file says. */
export interface Header {
  readonly outletId: string;
  /** Position of the first line of a segment. */
  readonly firstPosition?: number;
  /** Epoch of the lines of a segment, from version 2 on. */
  readonly epoch?: string;
}

/** A record and the offset at which the next one starts. */
export interface StoredRecord {
  readonly payload: Buffer;
  readonly offset: number;
  readonly end: number;
}

/** An append-only file of framed records, the first of which is its header. */
export class RecordFile {
  readonly path: string;
  readonly header: Header;
  readonly #handle: FileHandle;
  #size: number;
  #appending: Promise<unknown> = Promise.resolve();
  /** Whether a failed write may have left something behind the end. */
  #isUntidy = false;

  private constructor(path: string, header: Header, handle: FileHandle, size: number) {
    this.path = path;
    this.header = header;
    this.#handle = handle;
    this.#size = size;
  }

  /** Bytes, of records that were appended in full. */
  get size(): number {
    return this.#size;
  }

  /** Creates a file that survives a power cut from now on, in one step; one that is there already is replaced. */
  static async create(
    path: string,
    header: Header,
    payloads: readonly string[] = [],
  ): Promise<RecordFile> {
    const draft = `${path}.new`;
    const handle = await open(draft, 'w+');
    const file = new RecordFile(path, header, handle, 0);
    try {
      const text = JSON.stringify({ format: formatName, version: formatVersion, ...header });
      await file.append([text, ...payloads]);
      await rename(draft, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await handle.close();
      await rm(draft, { force: true });
      throw error;
    }
    return file;
  }

  /**
   * Opens a file.
   * @throws {OutboxFormatError} when it is of a newer version, of another outlet, or no such file
   */
  static async open(path: string, outletId: string): Promise<RecordFile> {
    const handle = await open(path, 'r+');
    try {
      const { size } = await handle.stat();
      const unread = new RecordFile(path, { outletId }, handle, size);
      return new RecordFile(path, headerOf(path, await unread.readAt(0), outletId), handle, size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * Valid records from an offset on, in groups; ends at the end of the file or where no valid record starts. A group's
   * payloads are overwritten when the next one is read.
   */
  async *read(offset: number): AsyncGenerator<StoredRecord[], void, undefined> {
    let buffer = Buffer.allocUnsafe(chunkBytes);
    while (offset < this.#size) {
      const wanted = Math.min(buffer.length, this.#size - offset);
      const { bytesRead } = await this.#handle.read(buffer, 0, wanted, offset);
      const bytes = buffer.subarray(0, bytesRead);
      const records: StoredRecord[] = [];
      let at = 0;
      let payload = payloadAt(bytes, at);
      while (typeof payload === 'object') {
        const end = at + frameBytes + payload.length;
        records.push({ payload, offset: offset + at, end: offset + end });
        at = end;
        payload = payloadAt(bytes, at);
      }
      if (records.length > 0) yield records;
      if (payload === 'damaged') return;
      if (at === 0) {
        if (bytesRead < buffer.length) return;
        buffer = Buffer.allocUnsafe(buffer.length * 4);
      }
      offset += at;
    }
  }

  /** The payload of the record at an offset; undefined where no valid one starts. */
  async readAt(offset: number): Promise<Buffer | undefined> {
    for await (const [record] of this.read(offset)) return record?.payload;
    return undefined;
  }

  /**
   * Appends records in one write; resolves with the size of the file before, where the first of them starts, when they are
   * durable, or, if not `durable`, written. What a failed write left behind is cut off again.
   * @throws {OutboxFullError} when there is no room
   */
  append(payloads: readonly string[], durable = true): Promise<number> {
    return this.appendFrames(frameAll(payloads), durable);
  }

  /** Appends the records of one append, as `append` does. */
  appendFrames(bytes: Buffer, durable = true): Promise<number> {
    const appended = this.#appending.then(() => this.#append(bytes, durable));
    this.#appending = appended.catch(() => undefined);
    return appended;
  }

  async #append(bytes: Buffer, durable: boolean): Promise<number> {
    const offset = this.#size;
    try {
      if (this.#isUntidy) await this.#handle.truncate(offset);
      this.#isUntidy = true;
      for (let written = 0; written < bytes.length;) {
        const rest = bytes.length - written;
        const step = await this.#handle.write(bytes, written, rest, offset + written);
        written += step.bytesWritten;
      }
      if (durable) await this.#handle.datasync();
      this.#isUntidy = false;
    } catch (error) {
      await this.#handle.truncate(offset).then(
        () => (this.#isUntidy = false),
        () => undefined,
      );
      throw isLackOfRoom(error) ? new OutboxFullError(this.path, error) : error;
    }
    this.#size += bytes.length;
    return offset;
  }

  /**
   * Cuts off what stands behind the last valid record, if a torn write explains it: an append begins only when the one
   * before is durable, so where one begins behind the damage, the damage is of another kind.
   * @throws {OutboxFormatError} when that is so; nothing was changed
   */
  async cutTornTail(end: number): Promise<void> {
    const tail = Buffer.allocUnsafe(this.#size - end);
    const { bytesRead } = await this.#handle.read(tail, 0, tail.length, end);
    if (holdsAppend(tail.subarray(0, bytesRead))) {
      throw new OutboxFormatError(this.path, `a record at byte ${end}`, 'damage');
    }
    await this.truncate(end);
  }

  /** Cuts the file off after so many bytes. */
  async truncate(size: number): Promise<void> {
    if (size === this.#size) return;
    await this.#handle.truncate(size);
    await this.#handle.datasync();
    this.#size = size;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    await this.#appending;
    await this.#handle.close();
  }

  /** Lets go of the file and removes it. */
  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }
}

/** Makes the creation, renaming and removal of files in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder, and needs no such thing.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function headerOf(path: string, payload: Buffer | undefined, outletId: string): Header {
  let header: Partial<Header & { format: string; version: number }> | undefined;
  try {
    header = JSON.parse(payload?.toString() ?? '') as typeof header;
  } catch {
    header = undefined;
  }
  if (header?.format !== formatName || typeof header.version !== 'number') {
    throw new OutboxFormatError(path, 'a file of an outbox', 'something else');
  }
  if (header.version > formatVersion) {
    const expected = `format version ${formatVersion} or earlier`;
    throw new OutboxFormatError(path, expected, `version ${header.version}: use a newer client`);
  }
  if (header.outletId !== outletId) {
    throw new OutboxFormatError(path, `lines of ${outletId}`, `lines of ${header.outletId}`);
  }
  return {
    outletId,
    ...(header.firstPosition !== undefined && { firstPosition: header.firstPosition }),
    ...(header.epoch !== undefined && { epoch: header.epoch }),
  };
}

function isLackOfRoom(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
}
