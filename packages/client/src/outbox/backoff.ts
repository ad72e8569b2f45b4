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
  let times: readonly number[] = [];
  const untilAllowed = (time: number) => {
    const oldest = times.at(-attemptsPerWindow) ?? -Infinity;
    // An attempt that lies ahead is of a clock that was set back since.
    return oldest > time ? 0 : oldest + windowMs - time;
  };
  return {
    fail(retryAfterMs = 0) {
      const time = now();
      times = [...times, time].slice(-attemptsPerWindow);
      const jittered = random() * Math.min(capMs, baseMs * 2 ** failures++);
      return Math.max(jittered, Math.min(retryAfterMs, retryAfterCapMs), untilAllowed(time));
    },
    mayHurry: () => untilAllowed(now()) <= 0,
    succeed() {
      failures = 0;
    },
  };
}
