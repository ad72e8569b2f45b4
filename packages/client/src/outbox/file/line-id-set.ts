/**
 * A set of line ids that keeps a 53-bit hash of each, about 16 bytes a line: a million ids are 16 MiB. Two ids of one hash
 * are taken for one, by a chance of 1 in 18,000 at a million lines.
 */
export class LineIdSet {
  // Open addressing; 0 is an empty slot.
  #slots = new Float64Array(1024);
  #size = 0;

  has(lineId: string): boolean {
    return this.#slots[this.#find(hashOf(lineId))] !== 0;
  }

  add(lineId: string): void {
    const hash = hashOf(lineId);
    const slot = this.#find(hash);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = hash;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
  }

  delete(lineId: string): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hole = this.#find(hashOf(lineId));
    if (slots[hole] === 0) return;
    this.#size -= 1;
    // Moves up whatever could no longer be found across the hole.
    for (let slot = (hole + 1) & mask; ; slot = (slot + 1) & mask) {
      const hash = slots[slot] as number;
      if (hash === 0) break;
      const distance = (slot - slotOf(hash, mask)) & mask;
      if (distance < ((slot - hole) & mask)) continue;
      slots[hole] = hash;
      hole = slot;
    }
    slots[hole] = 0;
  }

  #find(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = slotOf(hash, mask);
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    for (const hash of before) if (hash !== 0) this.#slots[this.#find(hash)] = hash;
  }
}

const slotOf = (hash: number, mask: number): number => (hash % 0x1_0000_0000) & mask;

/** Two multiplicative 32-bit hashes, mixed as in MurmurHash3, joined to 53 bits; never 0. */
function hashOf(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x85ebca77);
    high = Math.imul(high ^ code, 0xc2b2ae3d);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0) || 1;
}
