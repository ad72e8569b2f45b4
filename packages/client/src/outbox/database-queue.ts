import type { Batch } from './carried-runs.ts';
import { OutboxFormatError } from './errors/outbox-format-error.ts';
import { OutboxFullError } from './errors/outbox-full-error.ts';
import { OutboxUnavailableError } from './errors/outbox-unavailable-error.ts';
import { loadSeldom } from './load-seldom.ts';
import type { numberedLines } from './numbered-lines.ts';
import {
  firstOf,
  type DeadLetter,
  type LineNumber,
  type NewLine,
  type Queue,
  type QueuedLine,
} from './queue.ts';

const formatVersion = 2;

/** A line as it is kept; those of format version 1 have no number. */
interface StoredLine extends Omit<QueuedLine, 'content' | 'position' | 'bytes'> {
  readonly json: string;
}

/** What reads and writes the database of a queue. */
export interface DatabaseAccess {
  read<T>(from: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<T>;
  write(
    durability: IDBTransactionDurability,
    change: (store: (name: string) => IDBObjectStore) => unknown,
  ): Promise<void>;
}

/** Adds lines to those that are kept, with their numbers where they have any. */
export function addLines(
  to: IDBObjectStore,
  lines: readonly NewLine[],
  numbers: readonly LineNumber[] = [],
): void {
  for (const [index, { content, ...rest }] of lines.entries()) {
    const line: StoredLine = { ...rest, json: content, number: numbers[index] };
    to.add(line);
  }
}

/** Opens the queue of a name in IndexedDB, which all tabs of an origin share; it is made where it is not there. */
export async function openDatabaseQueue(
  name: string,
  outletId: string,
  lineNumbers?: typeof numberedLines,
): Promise<Queue> {
  let connection: Promise<IDBDatabase> | undefined;

  /** The connection: a new one where the browser ended the last, or a newer client asked for the database. */
  function connected(): Promise<IDBDatabase> {
    const forget = () => (connection = undefined);
    return (connection ??= connect(name, outletId, forget).catch((error: unknown) => {
      forget();
      throw error;
    }));
  }

  async function read<T>(from: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    const database = await connected();
    return answerOf<T>(ask(database.transaction(from).objectStore(from)));
  }

  async function write(
    durability: IDBTransactionDurability,
    change: (store: (name: string) => IDBObjectStore) => unknown,
  ): Promise<void> {
    const database = await connected();
    const { objectStoreNames } = database;
    const transaction = database.transaction(objectStoreNames, 'readwrite', { durability });
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      // Whichever request failed, its transaction knows the cause.
      transaction.onabort = () => reject(storageError(name, transaction.error));
      change((each) => transaction.objectStore(each));
    });
  }

  const access: DatabaseAccess = { read, write };

  await connected();
  return {
    deviceKey: async () => (await loadSeldom()).deviceKeyIn(access),
    size: () => read('lines', (lines) => lines.count()),
    async has(lineId) {
      return (await read<number>('lines', (lines) => lines.index('lineId').count(lineId))) > 0;
    },
    append: (lines) => write('strict', (store) => addLines(store('lines'), lines)),
    async take(maximumLines, maximumBytes) {
      const store = (await connected()).transaction('lines').objectStore('lines');
      const [positions, lines] = await Promise.all([
        answerOf<number[]>(store.getAllKeys(null, maximumLines)),
        answerOf<StoredLine[]>(store.getAll(null, maximumLines)),
      ]);
      const taken = lines.map(({ json, ...rest }, index) => ({
        ...rest,
        content: json,
        position: positions[index] ?? 0,
      }));
      return firstOf(taken, maximumLines, maximumBytes);
    },
    settle: (positions) =>
      write('relaxed', (store) => {
        for (const position of positions) store('lines').delete(position);
      }),
    refuse: (letters) =>
      write('strict', (store) => {
        for (const letter of letters) {
          store('deadLetters').put(letter);
          store('lines').delete(letter.deadLetterId);
        }
      }),
    deadLetters: () => read<DeadLetter[]>('deadLetters', (letters) => letters.getAll()),
    deadLetter: (deadLetterId) => read('deadLetters', (letters) => letters.get(deadLetterId)),
    deadLetterCount: () => read('deadLetters', (letters) => letters.count()),
    discard: (deadLetterId) =>
      write('strict', (store) => store('deadLetters').delete(deadLetterId)),
    carry: unnumbered,
    async close() {
      (await connection)?.close();
    },
    ...lineNumbers?.(access),
  };
}

/** Lines without numbers as a batch. Those of a page that gives numbers wait for one, or the registry would miss them. */
function unnumbered(lines: readonly QueuedLine[]): Batch {
  if (!lines.some(({ number }) => number)) return { lines, carried: undefined };
  throw new OutboxFormatError('the queue', 'the option `numbers`', 'lines with numbers');
}

const answerOf = <T>(request: IDBRequest): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
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
  const owner = await answerOf<unknown>(about.get('outletId'));
  if (owner === outletId) return database;
  database.close();
  throw new OutboxFormatError(name, `lines of ${outletId}`, `lines of ${String(owner)}`);
}

async function openDatabase(name: string, outletId: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, formatVersion);
  request.onupgradeneeded = ({ oldVersion }) => {
    const database = request.result;
    if (!oldVersion) {
      database.createObjectStore('about').put(outletId, 'outletId');
      database.createObjectStore('lines', { autoIncrement: true }).createIndex('lineId', 'lineId');
      database.createObjectStore('deadLetters', { keyPath: 'deadLetterId' });
    }
    database.createObjectStore('terminals');
    // Asked for once, for some browsers ask their user; a worker can't. The queue does as well without.
    navigator.storage?.persist?.().catch(() => {});
  };
  return answerOf(request);
}

function storageError(name: string, error: unknown): Error {
  const reason = (error as Error | null)?.name;
  if (reason === 'QuotaExceededError') return new OutboxFullError(name, error);
  if (reason !== 'VersionError') return new OutboxUnavailableError(name, error);
  const expected = `format version ${formatVersion} or earlier`;
  return new OutboxFormatError(name, expected, 'a later one: use a newer client', error);
}
