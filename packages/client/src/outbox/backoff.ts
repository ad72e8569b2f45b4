const baseMs = 2000;
const capMs = 60_000;
const windowMs = 60_000;
const attemptsPerWindow = 12;

/** Says how long to wait after a failed attempt. */
export interface Backoff {
  /** Notes a failed attempt; answers with the wait before the next one, in milliseconds. */
  fail(retryAfterMs?: number): number;
  /** Notes a success. */
  succeed(): void;
}

/**
 * Exponential back-off with full jitter up to a minute, never shorter than `Retry-After` asks for, and never more than
 * twelve failed attempts within any minute however the dice fall.
 */
export function createBackoff(now: () => number, random: () => number = Math.random): Backoff {
  let failures = 0;
  let times: number[] = [];
  return {
    fail(retryAfterMs = 0) {
      const time = now();
      times = [...times.filter((earlier) => earlier > time - windowMs), time];
      const jittered = random() * Math.min(capMs, baseMs * 2 ** failures++);
      const oldest = times.at(-attemptsPerWindow);
      const untilAllowed = oldest === undefined ? 0 : oldest + windowMs - time;
      return Math.max(jittered, retryAfterMs, untilAllowed);
    },
    succeed() {
      failures = 0;
    },
  };
}
