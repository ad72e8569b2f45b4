import { CompiledQuery, sql, type Kysely } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection, Database } from '../database.ts';
import type { DatabaseDialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';

// The first to join a commit waits so long for others, and for the last of them to end.
const openMs = 50;
// What waited for the last commit comes back in a few turns of the event loop: a request is read in several parts.
const turnsBefore = 2;

/** One of the transactions that are committed together. */
interface Part {
  /** Does its work; returns what tells of the result once it is committed. */
  readonly run: (connection: Connection) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/**
 * Runs transactions on the one connection to a file, one after the other. Those that wait for it at the same time share a commit:
 * each is kept or undone by itself, and none resolves before the disk has it, for which the next do not wait.
 */
export function groupCommit(db: Kysely<Tables>, dialect: DatabaseDialect): Database['transaction'] {
  const waiting: Part[] = [];
  let isRunning = false;

  async function runWaiting(): Promise<void> {
    isRunning = true;
    for (let first; (first = waiting.shift());) await runTogether(first);
    isRunning = false;
  }

  async function runTogether(first: Part): Promise<void> {
    for (let turn = 0; turn < turnsBefore; turn += 1) await nextTurn();
    const parts = [first];
    const closesAt = performance.now() + openMs;
    try {
      const results = await db.connection().execute(async (only) => {
        const connection = { db: only, dialect };
        await sql`begin`.execute(only);
        try {
          // Where the first fails, there is nothing else to undo.
          const done = [await first.run(connection)];
          for (let next; performance.now() < closesAt && (next = waiting.shift());) {
            parts.push(next);
            done.push(await runApart(connection, next));
          }
          await sql`commit`.execute(only);
          return done;
        } catch (error) {
          await isUndone(connection, 'rollback');
          throw error;
        }
      });
      dialect.durable().then(
        () => {
          for (const tell of results) tell();
        },
        (error: unknown) => {
          for (const { fail } of parts) fail(error);
        },
      );
    } catch (error) {
      for (const { fail } of parts) fail(error);
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({
        run: async (connection) => {
          const result = await work(connection);
          return () => {
            resolve(result);
          };
        },
        fail: reject,
      });
      if (!isRunning) void runWaiting();
    });
}

/**
 * Where it fails, nothing of it is left, and that is told with the rest: it may have seen what they wrote. Throws where that undid
 * the transactions before it as well.
 */
async function runApart(connection: Connection, { run, fail }: Part): Promise<() => void> {
  const { db } = connection;
  await sql`savepoint part`.execute(db);
  try {
    const result = await run(connection);
    await sql`release part`.execute(db);
    return result;
  } catch (error) {
    if (!(await isUndone(connection, 'rollback to part', 'release part'))) throw error;
    return () => {
      fail(error);
    };
  }
}

/** Whether statements undid something: without room, or where the disk fails, SQLite has undone the whole transaction by itself. */
async function isUndone({ db }: Connection, ...statements: readonly string[]): Promise<boolean> {
  try {
    for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
    return true;
  } catch {
    return false;
  }
}
