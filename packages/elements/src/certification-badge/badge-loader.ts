import type { Reader } from '@fupin/client/read';
import type { BadgeBundle } from '@fupin/schema';

/** The most badges that the registry answers for at once. */
const maximumIds = 100;
/** How long a bundle serves badges that come later, in milliseconds; a status may have changed after that. */
const maximumAge = 5 * 60_000;

interface Wanted {
  readonly badgeId: string;
  readonly resolve: (bundle: BadgeBundle) => void;
  readonly reject: (error: unknown) => void;
}

/** Loads badges' bundles: what is asked for within one turn of the event loop becomes one request. */
export class BadgeLoader {
  readonly #reader: Reader;
  readonly #clock: () => number;
  readonly #loaded = new Map<string, { at: number; bundle: Promise<BadgeBundle> }>();
  #wanted: Wanted[] = [];

  constructor(reader: Reader, clock = () => performance.now()) {
    this.#reader = reader;
    this.#clock = clock;
  }

  /** A bundle that holds this badge, if the registry knows it. */
  load(badgeId: string): Promise<BadgeBundle> {
    const known = this.#loaded.get(badgeId);
    if (known && this.#clock() - known.at < maximumAge) return known.bundle;
    const bundle = new Promise<BadgeBundle>((resolve, reject) => {
      // A new macrotask: elements inside elements render in later microtasks of the same turn.
      if (this.#wanted.length === 0) setTimeout(() => this.#flush());
      this.#wanted.push({ badgeId, resolve, reject });
    });
    this.#loaded.set(badgeId, { at: this.#clock(), bundle });
    // A failure is not kept: whoever asks again gets another try.
    bundle.catch(() => this.#loaded.delete(badgeId));
    return bundle;
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
      const bundle = await this.#reader.read('getBadgeBundle', { badgeIds });
      for (const { resolve } of wanted) resolve(bundle);
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    }
  }
}

const loaders = new WeakMap<Reader, BadgeLoader>();

/** The loader that all badges with this reader share. */
export function badgeLoaderOf(reader: Reader): BadgeLoader {
  let loader = loaders.get(reader);
  if (!loader) loaders.set(reader, (loader = new BadgeLoader(reader)));
  return loader;
}
