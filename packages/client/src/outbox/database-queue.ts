import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
} from 'idb';
import { OutboxFormatError } from './errors/outbox-format-error.ts';
import { OutboxFullError } from './errors/outbox-full-error.ts';
import { OutboxUnavailableError } from './errors/outbox-unavailable-error.ts';
import { rangesOf, type DeadLetter, type NewLine, type Queue, type QueuedLine } from './queue.ts';

const formatVersion = 1;

interface Schema extends DBSchema {
  about: { key: 'outletId'; value: string };
  lines: { key: number; value: NewLine; indexes: { lineId: string } };
  deadLetters: { key: number; value: DeadLetter };
}

/** A queue in IndexedDB, which all tabs of an origin share. */
export class DatabaseQueue implements Queue {
  readonly #name: string;
  readonly #outletId: string;
  #connection: Promise<IDBPDatabase<Schema>> | undefined;

  private constructor(name: string, outletId: string) {
    this.#name = name;
    this.#outletId = outletId;
  }

  /** Opens the queue of a name, which is made where it is not there. */
  static async open(name: string, outletId: string): Promise<DatabaseQueue> {
    const queue = new DatabaseQueue(name, outletId);
    await queue.#connected();
    return queue;
  }

  async size(): Promise<number> {
    return (await this.#connected()).count('lines');
  }

  async has(lineId: string): Promise<boolean> {
    return (await (await this.#connected()).countFromIndex('lines', 'lineId', lineId)) > 0;
  }

  async append(lines: readonly NewLine[]): Promise<void> {
    await this.#write('strict', (to) => lines.map((line) => to.objectStore('lines').add(line)));
  }

  async take(maximumLines: number, maximumBytes: number): Promise<readonly QueuedLine[]> {
    const { store } = (await this.#connected()).transaction('lines');
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

  async deadLetters(): Promise<readonly DeadLetter[]> {
    return (await this.#connected()).getAll('deadLetters');
  }

  async deadLetter(deadLetterId: number): Promise<DeadLetter | undefined> {
    return (await this.#connected()).get('deadLetters', deadLetterId);
  }

  async deadLetterCount(): Promise<number> {
    return (await this.#connected()).count('deadLetters');
  }

  async discard(deadLetterId: number): Promise<void> {
    await this.#write('strict', (to) => [to.objectStore('deadLetters').delete(deadLetterId)]);
  }

  async close(): Promise<void> {
    (await this.#connection)?.close();
  }

  /** The connection: a new one where the browser ended the last, or a newer client asked for the database. */
  #connected(): Promise<IDBPDatabase<Schema>> {
    const forget = () => (this.#connection = undefined);
    this.#connection ??= connect(this.#name, this.#outletId, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#connection;
  }

  async #write(
    durability: 'strict' | 'relaxed',
    requests: (to: Transaction) => readonly Promise<unknown>[],
  ) {
    const database = await this.#connected();
    const transaction = database.transaction(writable, 'readwrite', { durability });
    // Each request fails with its transaction, which knows the cause.
    for (const request of requests(transaction)) request.catch(() => undefined);
    await transaction.done.catch((error: Error) => {
      throw error.name === 'QuotaExceededError' ? new OutboxFullError(this.#name, error) : error;
    });
  }
}

async function connect(
  name: string,
  outletId: string,
  onLost: () => void,
): Promise<IDBPDatabase<Schema>> {
  const database = await openTyped(name, {
    upgrade(fresh) {
      fresh.createObjectStore('about').put(outletId, 'outletId');
      fresh.createObjectStore('lines', { autoIncrement: true }).createIndex('lineId', 'lineId');
      fresh.createObjectStore('deadLetters', { keyPath: 'deadLetterId' });
    },
    blocking(_, __, { target }) {
      (target as IDBDatabase).close();
      onLost();
    },
    terminated: onLost,
  });
  const owner = await database.get('about', 'outletId');
  if (owner === outletId) return database;
  database.close();
  throw new OutboxFormatError(name, `lines of ${outletId}`, `lines of ${owner}`);
}

async function openTyped(
  name: string,
  callbacks: OpenDBCallbacks<Schema>,
): Promise<IDBPDatabase<Schema>> {
  try {
    return await openDB<Schema>(name, formatVersion, callbacks);
  } catch (error) {
    switch ((error as Error).name) {
      case 'VersionError': {
        const expected = `format version ${formatVersion} or earlier`;
        throw new OutboxFormatError(name, expected, 'a later one: use a newer client', error);
      }
      case 'QuotaExceededError':
        throw new OutboxFullError(name, error);
      default:
        throw new OutboxUnavailableError(name, error);
    }
  }
}

const writable: ('lines' | 'deadLetters')[] = ['lines', 'deadLetters'];
type Transaction = IDBPTransaction<Schema, typeof writable, 'readwrite'>;

const remove = (from: Transaction, positions: readonly number[]): Promise<void>[] =>
  rangesOf(positions).map(([first, last]) =>
    from.objectStore('lines').delete(IDBKeyRange.bound(first, last)),
  );

const encoder = new TextEncoder();
