/** A set of positions, kept as sorted ranges that don't touch. */
export class PositionRanges {
  #ranges: [first: number, last: number][] = [];

  /** The ranges, in order. */
  get ranges(): readonly (readonly [first: number, last: number])[] {
    return this.#ranges;
  }

  /** Adds all positions from the first to the last. */
  add(first: number, last: number): void {
    const start = this.#indexOf(first - 1);
    let end = start;
    while ((this.#ranges[end]?.[0] ?? Infinity) <= last + 1) end += 1;
    const touched = this.#ranges.slice(start, end);
    const range: [number, number] = [
      Math.min(first, touched[0]?.[0] ?? first),
      Math.max(last, touched.at(-1)?.[1] ?? last),
    ];
    this.#ranges.splice(start, end - start, range);
  }

  has(position: number): boolean {
    const range = this.#ranges[this.#indexOf(position)];
    return range !== undefined && range[0] <= position;
  }

  /** Forgets all positions before one. */
  dropBefore(position: number): void {
    this.#ranges = this.#ranges
      .slice(this.#indexOf(position))
      .map(([first, last]) => [Math.max(first, position), last]);
  }

  /** Index of the first range that ends at a position or later. */
  #indexOf(position: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.[1] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
