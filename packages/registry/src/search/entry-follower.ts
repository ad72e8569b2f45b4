import type { Connection } from '../database/database.ts';
import { readIndex } from './search-index.ts';
import type { Collection, SearchIndexRow } from './search-tables.ts';

/** Where an entry stands in the order of changes. */
export interface EntryChange {
  readonly version: number;
  readonly place: number;
}

/** Reads entries that changed after one, in the order of their versions and places. */
export type ReadChanges<Change extends EntryChange> = (
  connection: Connection,
  after: EntryChange,
  limit: number,
) => Promise<readonly Change[]>;

const changesAtOnce = 5000;

/** Follows the entries of an index: hands on each change once, in the order of versions. */
export class EntryFollower<Change extends EntryChange> {
  readonly #collection: Collection;
  readonly #read: ReadChanges<Change>;
  readonly #take: (change: Change) => void;
  #version = 0;
  #following: Promise<void> = Promise.resolve();

  constructor(collection: Collection, read: ReadChanges<Change>, take: (change: Change) => void) {
    this.#collection = collection;
    this.#read = read;
    this.#take = take;
  }

  /** The version up to which all is handed on. */
  get version(): number {
    return this.#version;
  }

  /** Hands on all that was committed before the call; gives the state of the index that it read first. */
  async catchUp(connection: Connection): Promise<SearchIndexRow> {
    const index = await readIndex(connection, this.#collection);
    if (index.version > this.#version) {
      // One after the other: what another call is loading need not be loaded again.
      const following = this.#following.then(() => this.#follow(connection, index.version));
      this.#following = following.catch(() => undefined);
      await following;
    }
    return index;
  }

  async #follow(connection: Connection, version: number): Promise<void> {
    let after: EntryChange = { version: this.#version, place: Number.MAX_SAFE_INTEGER };
    while (this.#version < version) {
      const changes = await this.#read(connection, after, changesAtOnce);
      for (const change of changes) this.#take(change);
      after = changes.at(-1) ?? after;
      // Versions are committed in their order, so what is not newer than one that is seen has been seen.
      if (changes.length < changesAtOnce) this.#version = Math.max(version, after.version);
    }
  }
}
