import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';

/** Which state of the database the status lists show. */
export interface StatusListState {
  /** The date that the lists bear, in milliseconds since 1970. Of two states the newer one always has the later date. */
  readonly datedMs: number;
  /** How many places have been given in the lists. */
  readonly places: number;
}

interface StoredState extends StatusListState {
  readonly recorded: number;
  readonly shown: number;
  /** Whether a change that was dated in advance has come into force since. */
  readonly hasBegun: boolean | number;
}

const attempts = 10;

/** Counts changes of status that are recorded in this transaction, so that the lists are dated anew. */
export async function countRecordedChanges({ db }: Connection, changes: number): Promise<void> {
  await db
    .updateTable('statusListState')
    .set((column) => ({ recorded: column('recorded', '+', changes) }))
    .execute();
}

/**
 * The state that the status lists show, dated anew where a change of status has been recorded or has come into force, and
 * once the date is `lifeMs` old. The date is the database's, so that all processes show the same state under the same
 * date, and it only grows: verifiers keep the list with the latest.
 */
export async function currentStatusListState(
  connection: Connection,
  now: Date,
  lifeMs: number,
): Promise<StatusListState> {
  const state = await readState(connection, now);
  if (!isStale(state, now, lifeMs)) return state;
  // Where another process was first, this changes nothing, and its date holds.
  await connection.db
    .updateTable('statusListState')
    .set({ shown: state.recorded, datedMs: Math.max(state.datedMs + 1, now.getTime()) })
    .where('shown', '=', state.shown)
    .where('datedMs', '=', state.datedMs)
    .execute();
  return readState(connection, now);
}

/** Reads something of the changes in force in a state, and reads again if changes were recorded meanwhile. */
export async function readInState<Result>(
  connection: Connection,
  now: Date,
  { lifeMs, read }: { readonly lifeMs: number; read(at: Date): Promise<Result> },
): Promise<{ readonly state: StatusListState; readonly result: Result }> {
  for (let attempt = 1; ; attempt += 1) {
    const state = await currentStatusListState(connection, now, lifeMs);
    // What is in force is judged by the date: the clock of this process may be behind that of the one which set it.
    const result = await read(new Date(state.datedMs));
    const after = await readState(connection, now);
    const isSame = after.datedMs === state.datedMs && after.recorded === after.shown;
    if (isSame || attempt === attempts) return { state, result };
  }
}

async function readState({ db }: Connection, now: Date): Promise<StoredState> {
  const { rows } = await sql<StoredState>`
    select recorded, shown, dated_ms, (select next from status_place_counter) as places,
      exists (select 1 from certificate_status_change
        where at_ms > dated_ms and at_ms <= ${now.getTime()}) as has_begun
    from status_list_state`.execute(db);
  const [state] = rows;
  if (!state) throw new Error('the table status_list_state has lost its row');
  return state;
}

function isStale(state: StoredState, now: Date, lifeMs: number): boolean {
  const { recorded, shown, datedMs, hasBegun } = state;
  return recorded !== shown || Boolean(hasBegun) || now.getTime() >= datedMs + lifeMs;
}
