/** Leaves from `start` to before `end`, whose Merkle tree hash is asked for. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** The ranges whose hashes prove that leaf `index` is in a tree of `size`, from the leaf's sibling up (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  checkSizes(index + 1, size);
  return path(index, { start: 0, end: size });
}

/** The ranges whose hashes prove that a tree of `size` begins with one of `oldSize` (RFC 6962, 2.1.2). */
export function consistencyRanges(oldSize: number, size: number): LeafRange[] {
  checkSizes(oldSize, size);
  // Every tree begins with the empty one, and with itself.
  return oldSize === 0 || oldSize === size ? [] : subproof(oldSize, { start: 0, end: size }, true);
}

/** The complete subtrees that make up a tree, from the largest on. */
export function peakRanges(size: number): LeafRange[] {
  const peaks: LeafRange[] = [];
  for (let start = 0; start < size;) {
    const end = start + 2 ** Math.floor(Math.log2(size - start));
    peaks.push({ start, end });
    start = end;
  }
  return peaks;
}

/** Where a range of more than one leaf parts in two: after the largest power of two that is smaller than it. */
export function middleOf({ start, end }: LeafRange): number {
  let half = 1;
  while (half * 2 < end - start) half *= 2;
  return start + half;
}

function path(index: number, range: LeafRange): LeafRange[] {
  if (range.end - range.start === 1) return [];
  const middle = middleOf(range);
  const left = { start: range.start, end: middle };
  const right = { start: middle, end: range.end };
  return index < middle ? [...path(index, left), right] : [...path(index, right), left];
}

function subproof(oldSize: number, range: LeafRange, isKnown: boolean): LeafRange[] {
  if (oldSize === range.end) return isKnown ? [] : [range];
  const middle = middleOf(range);
  const left = { start: range.start, end: middle };
  const right = { start: middle, end: range.end };
  return oldSize <= middle
    ? [...subproof(oldSize, left, isKnown), right]
    : [...subproof(oldSize, right, false), left];
}

function checkSizes(smaller: number, size: number): void {
  if (
    Number.isSafeInteger(size) &&
    Number.isSafeInteger(smaller) &&
    0 <= smaller &&
    smaller <= size
  )
    return;
  throw new RangeError(`expected 0 to ${size}, received ${smaller}`);
}
