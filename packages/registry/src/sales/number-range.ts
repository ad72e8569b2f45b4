/** Consecutive numbers of a terminal, and its hash chain before the first and after the last. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
  readonly previous: string;
  readonly head: string;
}

/** A range that arrives now, with the chain at each number of it: `links[0]` before the first, and so on. */
export interface ArrivingRange extends NumberRange {
  readonly links: readonly string[];
}

/**
 * Puts a range that arrives together with those it overlaps or touches. Where chains differ, the numbers are the same but
 * not the lines: what follows is held against the chain that reaches furthest.
 */
export function mergeRanges(
  touched: readonly NumberRange[],
  arriving: ArrivingRange,
): { readonly merged: NumberRange; readonly isContradicted: boolean } {
  let merged: NumberRange = arriving;
  for (const range of touched) {
    const lower = range.first < merged.first ? range : merged;
    const upper = range.last > merged.last ? range : merged;
    merged = { first: lower.first, previous: lower.previous, last: upper.last, head: upper.head };
  }
  return { merged, isContradicted: touched.some((range) => differs(range, arriving)) };
}

/** How many numbers of an arriving range have arrived before, by their places in it. */
export function placesKnown(touched: readonly NumberRange[], arriving: NumberRange): Set<number> {
  const places = new Set<number>();
  for (const { first, last } of touched) {
    const end = Math.min(last, arriving.last);
    for (let number = Math.max(first, arriving.first); number <= end; number += 1) {
      places.add(number - arriving.first);
    }
  }
  return places;
}

function differs(known: NumberRange, { first, links }: ArrivingRange): boolean {
  const before = links[known.first - first];
  const after = links[known.last + 1 - first];
  return (
    (before !== undefined && before !== known.previous) ||
    (after !== undefined && after !== known.head)
  );
}
