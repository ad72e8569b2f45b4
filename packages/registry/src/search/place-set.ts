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

  /** Takes out the places of another set. */
  remove(other: PlaceSet): this {
    const words = this.#words;
    for (let at = 0; at < words.length; at += 1) {
      words[at] = (words[at] ?? 0) & ~(other.#words[at] ?? 0);
    }
    return this;
  }

  copy(): PlaceSet {
    const set = new PlaceSet(this.#words.length * 32);
    set.#words.set(this.#words);
    return set;
  }

  /** How many places there are. */
  count(): number {
    const words = this.#words;
    let count = 0;
    for (let at = 0; at < words.length; at += 1) count += bitsIn(words[at] ?? 0);
    return count;
  }

  /** All places, ascending. */
  toArray(): Uint32Array {
    const words = this.#words;
    const places = new Uint32Array(this.count());
    let found = 0;
    for (let at = 0; at < words.length; at += 1) {
      for (let rest = words[at] ?? 0; rest !== 0; rest &= rest - 1) {
        places[found] = at * 32 + 31 - Math.clz32(rest & -rest);
        found += 1;
      }
    }
    return places;
  }

  /** The first places after one, ascending. */
  first(limit: number, after = -1): readonly number[] {
    const places: number[] = [];
    for (let at = Math.max(0, (after + 1) >>> 5); at < this.#words.length; at += 1) {
      for (let rest = this.#words[at] ?? 0; rest !== 0; rest &= rest - 1) {
        if (places.length >= limit) return places;
        const place = at * 32 + 31 - Math.clz32(rest & -rest);
        if (place > after) places.push(place);
      }
    }
    return places;
  }

  /** The last places before one, descending. */
  last(limit: number, before = this.#words.length * 32): readonly number[] {
    const places: number[] = [];
    for (let at = Math.min(before >>> 5, this.#words.length - 1); at >= 0; at -= 1) {
      for (let rest = this.#words[at] ?? 0; rest !== 0;) {
        if (places.length >= limit) return places;
        const bit = 31 - Math.clz32(rest);
        if (at * 32 + bit < before) places.push(at * 32 + bit);
        rest &= ~(1 << bit);
      }
    }
    return places;
  }
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
