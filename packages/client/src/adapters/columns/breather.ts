/** The browser's own way of letting more urgent work go first, where it has one. */
const scheduler = (globalThis as { scheduler?: { yield?: () => Promise<void> } }).scheduler;

/**
 * Makes a function to be called within long work: it gives nothing while the slice of time lasts, then a promise to await,
 * during which the page can answer to its user.
 */
export function createBreather(
  sliceMs = 10,
  now: () => number = () => performance.now(),
): () => Promise<void> | undefined {
  let end = now() + sliceMs;
  return () => {
    if (now() < end) return undefined;
    const turn = scheduler?.yield?.() ?? new Promise<void>((resolve) => setTimeout(resolve));
    return turn.then(() => {
      end = now() + sliceMs;
    });
  };
}
