/** Values numbered in the order in which they first came, so that a column holds small numbers. */
export class Ordinals<Value> {
  readonly #ordinals = new Map<string, number>();
  readonly #values: Value[] = [];
  readonly #read: (text: string) => Value;

  /** Of texts, each read once. */
  constructor(read: (text: string) => Value) {
    this.#read = read;
  }

  get values(): readonly Value[] {
    return this.#values;
  }

  /** The number of a text. */
  of(text: string): number {
    const known = this.#ordinals.get(text);
    if (known !== undefined) return known;
    this.#values.push(this.#read(text));
    this.#ordinals.set(text, this.#values.length - 1);
    return this.#values.length - 1;
  }
}
