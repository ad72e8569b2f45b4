import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { OutboxFormatError } from './errors/outbox-format-error.ts';
import { OutboxFullError } from './errors/outbox-full-error.ts';
import { rangesOf, type DeadLetter, type NewLine, type Queue, type QueuedLine } from './queue.ts';

const formatVersion = 1;

interface Schema extends DBSchema {
  about: { key: 'outletId'; value: string };
  lines: { key: number; value: NewLine; indexes: { lineId: string } };
  deadLetters: { key: number; value: DeadLetter };
}

/** A queue in IndexedDB, which all tabs of an origin share. */
export class DatabaseQueue implements Queue {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /** Opens the queue of a name, which is made where it is not there. */
  static async open(name: string, outletId: string): Promise<DatabaseQueue> {
    const database = await openDB<Schema>(name, formatVersion, {
      upgrade(fresh) {
        fresh.createObjectStore('about').put(outletId, 'outletId');
        fresh.createObjectStore('lines', { autoIncrement: true }).createIndex('lineId', 'lineId');
        fresh.createObjectStore('deadLetters', { keyPath: 'deadLetterId' });
      },
    }).catch((error: Error) => {
      if (error.name !== 'VersionError') throw error;
      const expected = `format version ${formatVersion} or earlier`;
      throw new OutboxFormatError(name, expected, 'a later one: use a newer client', error);
    });
    const owner = await database.get('about', 'outletId');
    if (owner !== outletId) {
      database.close();
      throw new OutboxFormatError(name, `lines of ${outletId}`, `lines of ${owner}`);
    }
    return new DatabaseQueue(database);
  }

  size(): Promise<number> {
    return this.#database.count('lines');
  }

  async has(lineId: string): Promise<boolean> {
    return (await this.#database.countFromIndex('lines', 'lineId', lineId)) > 0;
  }

  async append(lines: readonly NewLine[]): Promise<void> {
    await this.#write('strict', (to) => lines.map((line) => to.objectStore('lines').add(line)));
  }

  async take(maximumLines: number, maximumBytes: number): Promise<readonly QueuedLine[]> {
    const { store } = this.#database.transaction('lines');
    const [positions, lines] = await Promise.all([
      store.getAllKeys(null, maximumLines),
      store.getAll(null, maximumLines),
    ]);
    const batch: QueuedLine[] = [];
    let bytes = 0;
    for (const [index, line] of lines.entries()) {
      bytes += encoder.encode(line.json).length;
      if (bytes > maximumBytes && batch.length > 0) break;
      batch.push({ ...line, position: positions[index] ?? 0 });
    }
    return batch;
  }

  async settle(positions: readonly number[]): Promise<void> {
    await this.#write('relaxed', (to) => remove(to, positions));
  }

  async refuse(letters: readonly DeadLetter[]): Promise<void> {
    await this.#write('strict', (to) => [
      ...letters.map((letter) => to.objectStore('deadLetters').put(letter)),
      ...remove(
        to,
        letters.map((letter) => letter.deadLetterId),
      ),
    ]);
  }

  deadLetters(): Promise<readonly DeadLetter[]> {
    return this.#database.getAll('deadLetters');
  }

  deadLetter(deadLetterId: number): Promise<DeadLetter | undefined> {
    return this.#database.get('deadLetters', deadLetterId);
  }

  deadLetterCount(): Promise<number> {
    return this.#database.count('deadLetters');
  }

  async discard(deadLetterId: number): Promise<void> {
    await this.#write('strict', (to) => [to.objectStore('deadLetters').delete(deadLetterId)]);
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }

  async #write(
    durability: 'strict' | 'relaxed',
    requests: (to: Transaction) => readonly Promise<unknown>[],
  ) {
    const transaction = this.#database.transaction(writable, 'readwrite', { durability });
    // Each request fails with its transaction, which knows the cause.
    for (const request of requests(transaction)) request.catch(() => undefined);
    await transaction.done.catch((error: Error) => {
      throw error.name === 'QuotaExceededError'
        ? new OutboxFullError(this.#database.name, error)
        : error;
    });
  }
}

const writable: ('lines' | 'deadLetters')[] = ['lines', 'deadLetters'];
type Transaction = IDBPTransaction<Schema, typeof writable, 'readwrite'>;

const remove = (from: Transaction, positions: readonly number[]): Promise<void>[] =>
  rangesOf(positions).map(([first, last]) =>
    from.objectStore('lines').delete(IDBKeyRange.bound(first, last)),
  );

const encoder = new TextEncoder();
