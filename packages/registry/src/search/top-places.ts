/** A place in a sorted list: by its key, then by itself. */
export type SortedPlace = readonly [key: number, place: number];

/** The first of many places in the order of their keys (ascending), and of the places themselves where keys are the same. */
export class TopPlaces {
  readonly #limit: number;
  readonly #after: SortedPlace | undefined;
  // A heap whose root is the last of those kept.
  readonly #keys: number[] = [];
  readonly #places: number[] = [];

  /** Keeps at most `limit` places, only such as come after one. */
  constructor(limit: number, after?: SortedPlace) {
    this.#limit = limit;
    this.#after = after;
  }

  offer(key: number, place: number): void {
    const after = this.#after;
    if (after && (key < after[0] || (key === after[0] && place <= after[1]))) return;
    if (this.#keys.length < this.#limit) {
      this.#keys.push(key);
      this.#places.push(place);
      this.#rise(this.#keys.length - 1);
    } else if (this.#isBefore(key, place, 0)) {
      this.#keys[0] = key;
      this.#places[0] = place;
      this.#sink();
    }
  }

  /** The places that are kept, in order. */
  inOrder(): readonly SortedPlace[] {
    return this.#keys
      .map((key, at): SortedPlace => [key, this.#places[at] ?? 0])
      .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  #isBefore(key: number, place: number, at: number): boolean {
    const other = this.#keys[at] ?? 0;
    return key < other || (key === other && place < (this.#places[at] ?? 0));
  }

  #rise(start: number): void {
    let at = start;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(this.#keys[above] ?? 0, this.#places[above] ?? 0, at)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #sink(): void {
    const { length } = this.#keys;
    for (let at = 0; ;) {
      let last = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (
          below < length &&
          this.#isBefore(this.#keys[last] ?? 0, this.#places[last] ?? 0, below)
        ) {
          last = below;
        }
      }
      if (last === at) return;
      this.#swap(at, last);
      at = last;
    }
  }

  #swap(a: number, b: number): void {
    const { [a]: key = 0, [b]: otherKey = 0 } = this.#keys;
    const { [a]: place = 0, [b]: otherPlace = 0 } = this.#places;
    this.#keys[a] = otherKey;
    this.#keys[b] = key;
    this.#places[a] = otherPlace;
    this.#places[b] = place;
  }
}
