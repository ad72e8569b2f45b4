/** A number in [0, 1) that depends on the key alone (FNV-1a with a final mix), so that every seed is the same. */
export function fraction(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number from min to max, both included, that depends on the key alone. */
export function wholeNumber(key: string, min: number, max: number): number {
  return min + Math.floor(fraction(key) * (max - min + 1));
}

/** The member of a list at a place counted round and round: pick(list, list.length) is the first again. */
export function pick<List extends readonly [unknown, ...unknown[]]>(
  list: List,
  place: number,
): List[number] {
  return list[place % list.length] ?? list[0];
}
