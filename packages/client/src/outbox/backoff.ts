const baseMs = 2000;
const capMs = 60_000;
const windowMs = 60_000;
// Timers overflow at 24 days, and a wrong `Retry-After` should not silence a till for that long.
const retryAfterCapMs = 3_600_000;
const attemptsPerWindow = 12;

/** Says how long to wait after a failed attempt. */
export interface Backoff {
  /** Notes a failed attempt; answers with the wait before the next one, in milliseconds. */
  fail(retryAfterMs?: number): number;
  /** Whether an attempt now, without any wait, keeps to the number that a minute may have. */
  mayHurry(): boolean;
  /** Notes a success. */
  succeed(): void;
}

/**
 * Exponential back-off with full jitter up to a minute, never shorter than `Retry-After` asks for (an hour at most), and
 * never more than twelve failed attempts within any minute however the dice fall.
 */
export function createBackoff(now: () => number, random: () => number = Math.random): Backoff {
  let failures = 0;
  let times: number[] = [];
  const recentBefore = (time: number) =>
    // Attempts that lie ahead are of a clock that was set back since.
    times.filter((earlier) => earlier > time - windowMs && earlier <= time);
  return {
    fail(retryAfterMs = 0) {
      const time = now();
      times = [...recentBefore(time), time];
      const jittered = random() * Math.min(capMs, baseMs * 2 ** failures++);
      const oldest = times.at(-attemptsPerWindow);
      const untilAllowed = oldest === undefined ? 0 : oldest + windowMs - time;
      return Math.max(jittered, Math.min(retryAfterMs, retryAfterCapMs), untilAllowed);
    },
    mayHurry: () => recentBefore(now()).length < attemptsPerWindow,
    succeed() {
      failures = 0;
    },
  };
}
