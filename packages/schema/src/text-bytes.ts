/** Bytes that texts are written into, one behind the other, without a text in between that joins them. */
export class TextBytes {
  readonly bytes: Uint8Array;
  /** Where the next one goes. */
  at = 0;

  /** What is written behind the end of the bytes is lost. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Writes bytes. */
  add(part: Uint8Array): void {
    const { bytes } = this;
    let { at } = this;
    // For a few bytes quicker than `set`.
    for (let index = 0; index < part.length; index++) bytes[at++] = part[index] as number;
    this.at = at;
  }

  /** Writes many bytes, sooner than `add` does. */
  addMany(part: Uint8Array): void {
    this.bytes.set(part, this.at);
    this.at += part.length;
  }

  /** Writes one character of ASCII. */
  addCode(code: number): void {
    this.bytes[this.at++] = code;
  }

  /** Writes a natural number. */
  addNumber(value: number): void {
    let end = this.at + 1;
    for (let power = 10; power <= value; power *= 10) end += 1;
    let rest = value;
    for (let at = end - 1; at >= this.at; at--) {
      this.bytes[at] = zero + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.at = end;
  }

  /** Writes a text as JSON has it between quotes, in UTF-8. */
  addText(text: string): void {
    const { bytes } = this;
    let { at } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x80) {
        if (code < 0x20 || code === quote || code === backslash) return this.#addRare(text);
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else if (code < 0xd800 || code > 0xdfff) {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else return this.#addRare(text);
    }
    this.at = at;
  }

  /** Writes a text as encodeURIComponent does. */
  addUriComponent(text: string): void {
    const { bytes } = this;
    let { at } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (!isUnreserved[code]) return this.addText(encodeURIComponent(text));
      bytes[at++] = code;
    }
    this.at = at;
  }

  // With what JSON escapes, or with surrogates.
  #addRare(text: string): void {
    const { written } = encoder.encodeInto(
      JSON.stringify(text).slice(1, -1),
      this.bytes.subarray(this.at),
    );
    this.at += written;
  }
}

const encoder = new TextEncoder();
const zero = 0x30;
const quote = 0x22;
const backslash = 0x5c;

/** By its code, whether encodeURIComponent leaves a character as it is. */
const isUnreserved = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  return encodeURIComponent(character) === character;
});
