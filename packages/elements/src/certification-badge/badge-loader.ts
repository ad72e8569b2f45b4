import type { Reader } from '@fupin/client/read';
import type { BadgeBundle } from '@fupin/schema';

/** The most badges that the registry answers for at once. */
const maximumIds = 100;

interface Wanted {
  readonly badgeId: string;
  readonly resolve: (bundle: BadgeBundle) => void;
  readonly reject: (error: unknown) => void;
}

/** Loads badges' bundles: what is asked for within one turn of the event loop becomes one request. */
export class BadgeLoader {
  readonly #reader: Reader;
  #wanted: Wanted[] = [];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** A bundle that holds this badge, if the registry knows it. */
  load(badgeId: string): Promise<BadgeBundle> {
    return new Promise((resolve, reject) => {
      // A new macrotask: elements inside elements render in later microtasks of the same turn.
      if (this.#wanted.length === 0) setTimeout(() => this.#flush());
      this.#wanted.push({ badgeId, resolve, reject });
    });
  }

  #flush(): void {
    const wanted = this.#wanted;
    this.#wanted = [];
    for (let start = 0; start < wanted.length; start += maximumIds) {
      void this.#request(wanted.slice(start, start + maximumIds));
    }
  }

  async #request(wanted: readonly Wanted[]): Promise<void> {
    // In order, so that pages with the same badges share one address and its cached answer.
    const badgeIds = wanted.map(({ badgeId }) => badgeId).toSorted();
    try {
      const bundle = await this.#reader.read('GET /badges/bundle', { badgeIds });
      for (const { resolve } of wanted) resolve(bundle);
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    }
  }
}
