import { generateDeviceKey } from './device-key.ts';
import { OutboxFormatError } from './errors/outbox-format-error.ts';
import { OutboxFullError } from './errors/outbox-full-error.ts';
import { OutboxUnavailableError } from './errors/outbox-unavailable-error.ts';
import { numberLines, terminalIn, type Count } from './number-lines.ts';
import {
  rangesOf,
  type DeadLetter,
  type DeviceKey,
  type NewLine,
  type Queue,
  type QueuedLine,
} from './queue.ts';

const formatVersion = 2;

/** A queue in IndexedDB, which all tabs of an origin share. */
export class DatabaseQueue implements Queue {
  readonly #name: string;
  readonly #outletId: string;
  #connection: Promise<IDBDatabase> | undefined;
  #key: DeviceKey | undefined;
  /** How far the terminals were counted when last seen. */
  #counts = new Map<string, Count>();

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
    const epoch = (await this.deviceKey())?.epoch;
    // Another tab may have counted on since: then they are numbered again, from where the terminals stand now.
    while (!(await this.#appendNumbered(lines, epoch)));
  }

  async take(maximumLines: number, maximumBytes: number): Promise<readonly QueuedLine[]> {
    const database = await this.#connected();
    const store = database.transaction('lines').objectStore('lines');
    const [positions, lines] = await Promise.all([
      answerOf(store.getAllKeys(null, maximumLines) as IDBRequest<number[]>),
      answerOf(store.getAll(null, maximumLines) as IDBRequest<StoredLine[]>),
    ]);
    const batch: QueuedLine[] = [];
    let bytes = 0;
    for (const [index, line] of lines.entries()) {
      bytes += encoder.encode(line.json).length;
      if (bytes > maximumBytes && batch.length > 0) break;
      const { json, ...rest } = line;
      batch.push({ ...rest, content: json, position: positions[index] ?? 0 });
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

  async deviceKey(): Promise<DeviceKey | undefined> {
    // Only pages that came over TLS have WebCrypto's digests and keys.
    if (!this.#key && crypto.subtle) {
      const stored = () =>
        this.#read('about', (about) => about.get('deviceKey') as Found<DeviceKey>);
      this.#key = await stored();
      if (!this.#key) {
        const fresh = await generateDeviceKey();
        // It fails where another tab was faster, whose key is the device's then.
        await this.#write('strict', (to) => to.objectStore('about').add(fresh, 'deviceKey')).catch(
          () => undefined,
        );
        this.#key = await stored();
      }
    }
    return this.#key;
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

  /** Stores lines with their numbers, unless their terminals have been counted further meanwhile. */
  async #appendNumbered(lines: readonly NewLine[], epoch: string | undefined): Promise<boolean> {
    const counts = new Map(this.#counts);
    const numbers = epoch ? await numberLines(lines, epoch, counts) : [];
    const terminals = epoch ? new Set(lines.map((line) => terminalIn(line.lineId))) : [];
    let isCurrent = true;
    await this.#write('strict', (to) => {
      const store = to.objectStore('terminals');
      for (const terminal of terminals) {
        const request = store.get(terminal) as Found<Count>;
        request.onsuccess = () => {
          const count = request.result;
          if (count?.link === this.#counts.get(terminal)?.link) return;
          isCurrent = false;
          if (count) this.#counts.set(terminal, count);
          else this.#counts.delete(terminal);
        };
      }
      // Requests are answered in their order.
      store.count().onsuccess = () => {
        if (!isCurrent) return;
        for (const terminal of terminals) store.put(counts.get(terminal), terminal);
        for (const [index, { lineId, content, clockSkewMs }] of lines.entries()) {
          const line: StoredLine = { lineId, json: content, clockSkewMs, number: numbers[index] };
          to.objectStore('lines').add(line);
        }
      };
    });
    if (isCurrent) this.#counts = counts;
    return isCurrent;
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

/** A line as it is kept; those of format version 1 have no number. */
interface StoredLine extends Omit<QueuedLine, 'content' | 'position'> {
  readonly json: string;
}

type Found<T> = IDBRequest<T | undefined>;

const storeNames = ['about', 'lines', 'deadLetters', 'terminals'];

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
  request.onupgradeneeded = ({ oldVersion }) => {
    const { result: database } = request;
    if (oldVersion < 1) {
      database.createObjectStore('about').put(outletId, 'outletId');
      database.createObjectStore('lines', { autoIncrement: true }).createIndex('lineId', 'lineId');
      database.createObjectStore('deadLetters', { keyPath: 'deadLetterId' });
    }
    database.createObjectStore('terminals');
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
