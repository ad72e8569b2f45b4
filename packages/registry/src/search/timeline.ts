/** How something stands over time: from each instant (milliseconds since 1970) until the next, from the first on. */
export type Timeline<Value> = readonly (readonly [since: number, value: Value])[];

/** Before every instant that there is (ECMA-262, 21.4.1.1). */
export const beginningOfTime = -8.64e15;

/** A timeline of what a function gives at instants of change and before the first; equal neighbours are one. */
export function timelineOf<Value>(
  changes: Iterable<number>,
  valueAt: (at: Date) => Value,
): Timeline<Value> {
  const instants = [...new Set([beginningOfTime, ...changes])].toSorted((a, b) => a - b);
  const timeline: (readonly [number, Value])[] = [];
  for (const since of instants) {
    const value = valueAt(new Date(since));
    if (timeline.at(-1)?.[1] !== value) timeline.push([since, value]);
  }
  return timeline;
}

/** The value of a timeline at an instant. */
export function valueAt<Value>(timeline: Timeline<Value>, at: number): Value | undefined {
  return timeline.findLast(([since]) => since <= at)?.[1];
}

/** The first change of a timeline after an instant; infinity where there is none. */
export function nextChange(timeline: Timeline<unknown>, at: number): number {
  return timeline.find(([since]) => since > at)?.[0] ?? Number.POSITIVE_INFINITY;
}
