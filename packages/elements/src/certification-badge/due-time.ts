import { lookEvery } from './page-watch.ts';

/** By how many milliseconds the visitor's clock leads the page's own, which nobody can set. */
const lead = () => Date.now() - performance.now();

/**
 * Tells from then on whether this many milliseconds have passed. They have at once after the visitor's clock was set or the
 * computer has slept, when the two clocks no longer agree on how long it was.
 */
export function dueAfter(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  const ledBy = lead();
  return () => performance.now() >= end || Math.abs(lead() - ledBy) > lookEvery;
}
