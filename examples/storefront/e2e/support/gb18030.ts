/** Text in GB 18030 (its two-byte part, which has all of GBK), as tills in China export it. */
export function encodeGb18030(text: string): Buffer {
  const bytes = [...text].flatMap((character) => {
    if (character < '\u0080') return [character.charCodeAt(0)];
    const code = twoByteCodes().get(character);
    if (!code) throw new RangeError(`${character} has no two-byte code in GB 18030`);
    return code;
  });
  return Buffer.from(bytes);
}

let codes: ReadonlyMap<string, readonly number[]> | undefined;

/** Every two-byte code by its character, by way of the platform's decoder. */
function twoByteCodes() {
  if (codes) return codes;
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const code = [lead, trail];
      const character = decoder.decode(Uint8Array.from(code));
      if (trail !== 0x7f && [...character].length === 1) found.set(character, code);
    }
  }
  return (codes = found);
}
