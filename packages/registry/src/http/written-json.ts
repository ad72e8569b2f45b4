/** An answer in JSON that a handler has written down by itself, in UTF-8: where many records make it, that is quicker. */
export class WrittenJson {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }
}
