/** How often a page that is seen is looked at, in milliseconds. */
export const lookEvery = 60_000;

const looks = new Set<() => void>();
let watch: AbortController | undefined;

/**
 * Calls back every minute while the page is seen, and when somebody comes back to it: into sight, on line, out of the
 * browser's memory of pages, or to a computer that has slept. All callbacks run in one turn of the event loop.
 */
export function watchPage(look: () => void): void {
  looks.add(look);
  watch ??= startWatch();
}

/** Ends what {@link watchPage} began. */
export function unwatchPage(look: () => void): void {
  looks.delete(look);
  if (looks.size > 0) return;
  watch?.abort();
  watch = undefined;
}

function startWatch(): AbortController {
  const started = new AbortController();
  const { signal } = started;
  const lookAround = () => {
    if (!document.hidden) for (const look of looks) look();
  };
  const timer = setInterval(lookAround, lookEvery);
  signal.addEventListener('abort', () => clearInterval(timer));
  document.addEventListener('visibilitychange', lookAround, { signal });
  for (const occasion of ['online', 'pageshow', 'focus']) {
    addEventListener(occasion, lookAround, { signal });
  }
  return started;
}
