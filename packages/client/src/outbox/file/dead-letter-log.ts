import type { DeadLetter } from '../queue.ts';
import { openOrCreate } from './open-or-create.ts';
import { frameBytes } from './record.ts';
import { RecordFile } from './record-file.ts';

type Entry = { readonly letter: DeadLetter } | { readonly discarded: number };

/** The dead letters on disk; memory holds where each one lies. */
export class DeadLetterLog {
  readonly #file: RecordFile;
  readonly #offsets: Map<number, number>;

  private constructor(file: RecordFile, offsets: Map<number, number>) {
    this.#file = file;
    this.#offsets = offsets;
  }

  static async open(path: string, outletId: string): Promise<DeadLetterLog> {
    const offsets = new Map<number, number>();
    let entries = 0;
    const file = await openOrCreate(path, outletId, true, ({ payload, offset }) => {
      const entry = JSON.parse(payload.toString()) as Entry;
      if ('letter' in entry) offsets.set(entry.letter.deadLetterId, offset);
      else offsets.delete(entry.discarded);
      entries += 1;
    });
    const log = new DeadLetterLog(file, offsets);
    if (entries <= offsets.size * 2) return log;
    const letters = await log.list();
    await file.close();
    const payloads = letters.map((letter) => payloadOf({ letter }));
    await (await RecordFile.create(path, file.header, payloads)).close();
    return DeadLetterLog.open(path, outletId);
  }

  get size(): number {
    return this.#offsets.size;
  }

  async add(letters: readonly DeadLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const payloads = letters.map((letter) => payloadOf({ letter }));
    let offset = await this.#file.append(payloads);
    for (const [index, letter] of letters.entries()) {
      this.#offsets.set(letter.deadLetterId, offset);
      offset += frameBytes + Buffer.byteLength(payloads[index] ?? '');
    }
  }

  async get(deadLetterId: number): Promise<DeadLetter | undefined> {
    const offset = this.#offsets.get(deadLetterId);
    const payload = offset === undefined ? undefined : await this.#file.readAt(offset);
    const entry = payload && (JSON.parse(payload.toString()) as Entry);
    return entry && 'letter' in entry ? entry.letter : undefined;
  }

  async list(): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for await (const records of this.#file.read(0)) {
      for (const { payload, offset } of records) {
        const entry = JSON.parse(payload.toString()) as Entry;
        if (!('letter' in entry)) continue;
        if (this.#offsets.get(entry.letter.deadLetterId) === offset) letters.push(entry.letter);
      }
    }
    return letters;
  }

  async discard(deadLetterId: number): Promise<void> {
    await this.#file.append([payloadOf({ discarded: deadLetterId })]);
    this.#offsets.delete(deadLetterId);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

const payloadOf = (entry: Entry): string => JSON.stringify(entry);
