import { ProblemError } from './problem-error.ts';

/** How many calls a client may make in how long a time, and how many clients are remembered. */
export interface RateLimit {
  readonly calls: number;
  readonly perMs: number;
  readonly clients: number;
}

/** Keeps each client to a number of calls in a time. It counts in one process, and forgets whoever was away longest. */
export interface RateLimiter {
  /** Counts a call: 0 where it may go ahead, else after how many seconds the next one may. */
  take(client: string, now: Date): number;
}

/** Makes a limiter by the generic cell rate algorithm (ITU-T I.371): one number a client, and no burst at a border of time. */
export function createRateLimiter({ calls, perMs, clients }: RateLimit): RateLimiter {
  const interval = perMs / calls;
  const fullAt = new Map<string, number>();
  return {
    take(client, now) {
      const nowMs = now.getTime();
      // Never further ahead than a whole allowance, so that a clock which was set back locks nobody out.
      const backlog = Math.min(Math.max((fullAt.get(client) ?? 0) - nowMs, 0), perMs);
      const waitMs = backlog + interval - perMs;
      const isLetIn = waitMs <= 0;
      fullAt.delete(client);
      fullAt.set(client, nowMs + backlog + (isLetIn ? interval : 0));
      const [longestAway] = fullAt.keys();
      if (fullAt.size > clients && longestAway !== undefined) fullAt.delete(longestAway);
      return isLetIn ? 0 : Math.ceil(waitMs / 1000);
    },
  };
}

/** Counts a client's call; throws `rateLimited`, with the time to wait, where it made too many. */
export function letIn(limiter: RateLimiter, client: string, now: Date): void {
  const seconds = limiter.take(client, now);
  if (seconds === 0) return;
  throw new ProblemError('rateLimited', `Too many came from here. Try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  });
}
