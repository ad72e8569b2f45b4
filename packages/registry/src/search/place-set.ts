/** A set of places, a bit each, so that sets are cut and joined 32 places at a time. */
export class PlaceSet {
  readonly #words: Uint32Array;

  /** An empty set that can hold the places below `capacity`. */
  constructor(capacity: number) {
    this.#words = new Uint32Array(Math.ceil(capacity / 32));
  }

  /** All places below a number. */
  static below(end: number): PlaceSet {
    const set = new PlaceSet(end);
    const words = set.#words.fill(0xffffffff);
    if (end % 32 !== 0) words[words.length - 1] = 2 ** (end % 32) - 1;
    return set;
  }

  /** Adds a place; one beyond the capacity is left out. */
  add(place: number): void {
    const at = place >>> 5;
    if (at < this.#words.length) this.#words[at] = (this.#words[at] ?? 0) | (1 << (place & 31));
  }

  has(place: number): boolean {
    return ((this.#words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  /** Adds the places of another set. */
  join(other: PlaceSet): this {
    const words = this.#words;
    for (let at = 0; at < words.length; at += 1) {
      words[at] = (words[at] ?? 0) | (other.#words[at] ?? 0);
    }
    return this;
  }

  /** Keeps only the places that another set has as well. */
  cut(other: PlaceSet): this {
    const words = this.#words;
    for (let at = 0; at < words.length; at += 1) {
      words[at] = (words[at] ?? 0) & (other.#words[at] ?? 0);
    }
    return this;
  }

  copy(): PlaceSet {
    return new PlaceSet(this.#words.length * 32).join(this);
  }

  /** Calls a function with each place, ascending. */
  forEach(take: (place: number) => void): void {
    const words = this.#words;
    for (let at = 0; at < words.length; at += 1) {
      for (let rest = words[at] ?? 0; rest !== 0; rest &= rest - 1) {
        take(at * 32 + 31 - Math.clz32(rest & -rest));
      }
    }
  }
}
