const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How events are delivered. What depends on nothing but this registry's own choice stands here in one place. */
export const deliveryPolicy = {
  /** How long after each failed attempt the next one is made (Standard Webhooks, "Deliverability and reliability"). */
  retryDelaysMs: [
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
  ],
  /** By how much of itself a delay is lengthened at most, at random, so that not all come back at once. */
  jitter: 0.2,
  /** How long an attempt may take (Standard Webhooks, "Request timeouts": 15 to 30 s). */
  timeoutMs: 15 * secondMs,
  /** How many attempts to one webhook a process makes at once. */
  atOnceToOne: 4,
  /** To how many webhooks a process delivers at once. */
  webhooksAtOnce: 100,
  /** How long an attempt belongs to the process that makes it; longer than it and taking it down can last. */
  leaseMs: minuteMs,
  /** How long a receiver that says that it is overloaded, but not until when, is left alone. */
  holdMs: minuteMs,
  /** How long a receiver may ask to be left alone, by Retry-After, at most. */
  longestHoldMs: dayMs,
  /** For how long nothing but failures disables a webhook. */
  failingMs: 5 * dayMs,
  /** For how long a replaced secret signs as well. */
  secretOverlapMs: dayMs,
  /** For how long deliveries and the events that they are of are kept. */
  keptMs: 30 * dayMs,
  /** How many of the last attempts of a delivery are kept. */
  attemptsKept: 20,
  /** How much of an answer is kept, in bytes. */
  longestResponse: 1024,
  /** How many webhooks one owner may have. */
  webhooksOfOne: 20,
} as const;

/**
 * How long after an attempt the next one is made: `tries` have failed, `random` is at least 0 and below 1. Undefined after
 * the last one.
 */
export function retryDelayMs(tries: number, random: number): number | undefined {
  const delay = deliveryPolicy.retryDelaysMs[tries - 1];
  return delay && Math.round(delay * (1 + deliveryPolicy.jitter * random));
}

/**
 * For how long a receiver is to be left alone after it answered with a status and Retry-After (RFC 9110, 10.2.3: seconds or
 * an HTTP date): 429, and what a gateway answers for a server that is overloaded. Undefined where it did not ask for it.
 */
export function holdAfter(
  status: number,
  retryAfter: string | undefined,
  now: Date,
): number | undefined {
  if (![429, 502, 503, 504].includes(status)) return undefined;
  const asked = retryAfter === undefined ? NaN : waitOf(retryAfter.trim(), now);
  if (Number.isNaN(asked)) return deliveryPolicy.holdMs;
  return Math.min(Math.max(asked, 0), deliveryPolicy.longestHoldMs);
}

function waitOf(text: string, now: Date): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return text.endsWith('GMT') ? Date.parse(text) - now.getTime() : NaN;
}
