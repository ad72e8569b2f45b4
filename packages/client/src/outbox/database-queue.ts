import { OutboxFormatError } from './errors/outbox-format-error.ts';
import { OutboxFullError } from './errors/outbox-full-error.ts';
import { OutboxUnavailableError } from './errors/outbox-unavailable-error.ts';
import { rangesOf, type DeadLetter, type NewLine, type Queue, type QueuedLine } from './queue.ts';

const formatVersion = 1;

/** A queue in IndexedDB, which all tabs of an origin share. */
export class DatabaseQueue implements Queue {
  readonly #name: string;
  readonly #outletId: string;
  #connection: Promise<IDBDatabase> | undefined;

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

  size(): Promise<number> {
    return this.#read('lines', (lines) => lines.count());
  }

  async has(lineId: string): Promise<boolean> {
    return (await this.#read('lines', (lines) => lines.index('lineId').count(lineId))) > 0;
  }

  async append(lines: readonly NewLine[]): Promise<void> {
    await this.#write('strict', (to) => {
      for (const line of lines) to.objectStore('lines').add(line);
    });
  }

  async take(maximumLines: number, maximumBytes: number): Promise<readonly QueuedLine[]> {
    const database = await this.#connected();
    const store = database.transaction('lines').objectStore('lines');
    const [positions, lines] = await Promise.all([
      answerOf(store.getAllKeys(null, maximumLines) as IDBRequest<number[]>),
      answerOf(store.getAll(null, maximumLines) as IDBRequest<NewLine[]>),
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
    await this.#write('strict', (to) => {
      for (const letter of letters) to.objectStore('deadLetters').put(letter);
      const positions = letters.map((letter) => letter.deadLetterId);
      remove(to, positions);
    });
  }

  deadLetters(): Promise<readonly DeadLetter[]> {
    return this.#read('deadLetters', (letters) => letters.getAll() as IDBRequest<DeadLetter[]>);
  }

  deadLetter(deadLetterId: number): Promise<DeadLetter | undefined> {
    return this.#read('deadLetters', (letters) => letters.get(deadLetterId) as Found<DeadLetter>);
  }

  deadLetterCount(): Promise<number> {
    return this.#read('deadLetters', (letters) => letters.count());
  }

  async discard(deadLetterId: number): Promise<void> {
    await this.#write('strict', (to) => to.objectStore('deadLetters').delete(deadLetterId));
  }

  async close(): Promise<void> {
    (await this.#connection)?.close();
  }

  /** The connection: a new one where the browser ended the last, or a newer client asked for the database. */
  #connected(): Promise<IDBDatabase> {
    const forget = () => (this.#connection = undefined);
    this.#connection ??= connect(this.#name, this.#outletId, forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#connection;
  }

  async #read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.#connected();
    return answerOf(ask(database.transaction(name).objectStore(name)));
  }

  async #write(durability: IDBTransactionDurability, change: (to: IDBTransaction) => unknown) {
    const database = await this.#connected();
    const transaction = database.transaction(storeNames, 'readwrite', { durability });
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      // Whichever request failed, its transaction knows the cause.
      transaction.onabort = () => reject(storageError(this.#name, transaction.error));
      change(transaction);
    });
  }
}

type Found<T> = IDBRequest<T | undefined>;

const storeNames = ['lines', 'deadLetters'];

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });

async function connect(name: string, outletId: string, onLost: () => void): Promise<IDBDatabase> {
  const database = await openDatabase(name, outletId).catch((error: unknown) => {
    throw storageError(name, error);
  });
  database.onclose = onLost;
  database.onversionchange = () => {
    database.close();
    onLost();
  };
  const about = database.transaction('about').objectStore('about');
  const owner: unknown = await answerOf(about.get('outletId'));
  if (owner === outletId) return database;
  database.close();
  throw new OutboxFormatError(name, `lines of ${outletId}`, `lines of ${String(owner)}`);
}

async function openDatabase(name: string, outletId: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, formatVersion);
  request.onupgradeneeded = () => {
    const fresh = request.result;
    fresh.createObjectStore('about').put(outletId, 'outletId');
    fresh.createObjectStore('lines', { autoIncrement: true }).createIndex('lineId', 'lineId');
    fresh.createObjectStore('deadLetters', { keyPath: 'deadLetterId' });
  };
  return answerOf(request);
}

function storageError(name: string, error: unknown): Error {
  switch ((error as Error | null)?.name) {
    case 'VersionError': {
      const expected = `format version ${formatVersion} or earlier`;
      return new OutboxFormatError(name, expected, 'a later one: use a newer client', error);
    }
    case 'QuotaExceededError':
      return new OutboxFullError(name, error);
    default:
      return new OutboxUnavailableError(name, error);
  }
}

function remove(from: IDBTransaction, positions: readonly number[]): void {
  for (const [first, last] of rangesOf(positions)) {
    from.objectStore('lines').delete(IDBKeyRange.bound(first, last));
  }
}

const encoder = new TextEncoder();
