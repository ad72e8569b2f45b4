const chunkMarks = 1 << 16;

/** How often each of many marks was met, for millions of them: it stops counting at 255. */
export class Marks {
  readonly #chunks = new Map<number, Uint8Array>();
  #size = 0;

  /** How many different marks were met. */
  get size(): number {
    return this.#size;
  }

  /** Counts a mark; answers how often it was met by now. */
  add(mark: number): number {
    const at = Math.floor(mark / chunkMarks);
    let chunk = this.#chunks.get(at);
    if (!chunk) this.#chunks.set(at, (chunk = new Uint8Array(chunkMarks)));
    const count = Math.min(255, (chunk[mark % chunkMarks] ?? 0) + 1);
    chunk[mark % chunkMarks] = count;
    if (count === 1) this.#size += 1;
    return count;
  }

  has(mark: number): boolean {
    return (this.#chunks.get(Math.floor(mark / chunkMarks))?.[mark % chunkMarks] ?? 0) > 0;
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [at, chunk] of this.#chunks) {
      for (const [place, count] of chunk.entries()) if (count > 0) yield at * chunkMarks + place;
    }
  }
}
