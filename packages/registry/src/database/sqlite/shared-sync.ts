/**
 * Brings what was written to a file to its disk while others go on. Those who wait at the same time share one sync. When one has
 * failed, nobody knows what the disk holds, and a later one would not tell: all that wait from then on are told of the failure.
 */
export class SharedSync {
  readonly #sync: () => Promise<void>;
  #isDue = false;
  #last = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  /** Notes that something was written. */
  due(): void {
    this.#isDue = true;
  }

  /** Resolves when all that was written by now is on the disk. */
  done(): Promise<void> {
    if (!this.#isDue) return this.#last;
    this.#next ??= this.#last.then(() => {
      this.#isDue = false;
      this.#next = undefined;
      return (this.#last = this.#sync());
    });
    return this.#next;
  }
}
