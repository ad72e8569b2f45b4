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
  /** How many calls a client has left now, and after how many seconds it has all of them again. */
  standing(
    client: string,
    now: Date,
  ): { readonly remaining: number; readonly fullInSeconds: number };
}

/** Makes a limiter by the generic cell rate algorithm (ITU-T I.371): one number a client, and no burst at a border of time. */
export function createRateLimiter({ calls, perMs, clients }: RateLimit): RateLimiter {
  const interval = perMs / calls;
  const fullAt = new Map<string, number>();
  // Never further ahead than a whole allowance, so that a clock which was set back locks nobody out.
  const backlogOf = (client: string, nowMs: number) =>
    Math.min(Math.max((fullAt.get(client) ?? 0) - nowMs, 0), perMs);
  return {
    take(client, now) {
      const nowMs = now.getTime();
      const backlog = backlogOf(client, nowMs);
      const waitMs = backlog + interval - perMs;
      const isLetIn = waitMs <= 0;
      fullAt.delete(client);
      fullAt.set(client, nowMs + backlog + (isLetIn ? interval : 0));
      const [longestAway] = fullAt.keys();
      if (fullAt.size > clients && longestAway !== undefined) fullAt.delete(longestAway);
      return isLetIn ? 0 : Math.ceil(waitMs / 1000);
    },
    standing(client, now) {
      const backlog = backlogOf(client, now.getTime());
      return {
        // What is left of rounding must not cost a call.
        remaining: Math.floor((perMs - backlog) / interval + 1e-6),
        fullInSeconds: Math.ceil(backlog / 1000),
      };
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
