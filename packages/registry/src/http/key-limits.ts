import type { OperationId } from '@fupin/schema';
import { ProblemError } from './problem-error.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';

const keysRemembered = 100_000;

/** How many calls a key may make in how many seconds; so many may come at once. */
export interface Quota {
  readonly calls: number;
  readonly perSeconds: number;
}

/** What each key is held to, by what it calls; each process of a registry counts for itself. */
export interface KeyQuotas {
  /** Sales reports, each of up to 1,000 lines. */
  readonly sales: Quota;
  /** All else that changes something. */
  readonly writes: Quota;
}

/** Quotas that no seller comes near, and that keep a program gone wild from taking the registry for itself. */
export const generousQuotas: KeyQuotas = {
  sales: { calls: 12_000, perSeconds: 60 },
  writes: { calls: 3000, perSeconds: 60 },
};

/** Counts a call of a key, and returns the headers that tell how it stands. Throws `rateLimited` where it made too many. */
export type CountCall = (
  operationId: OperationId,
  keyId: string,
  now: Date,
) => Readonly<Record<string, string>>;

/** Makes what holds keys to their quotas (draft-ietf-httpapi-ratelimit-headers-10). */
export function createKeyLimits(quotas: KeyQuotas): CountCall {
  const limits = {
    sales: limitOf('sales', quotas.sales),
    writes: limitOf('writes', quotas.writes),
  };
  return (operationId, keyId, now) => {
    const { name, policy, limiter } = operationId === 'reportSales' ? limits.sales : limits.writes;
    const seconds = limiter.take(keyId, now);
    const { remaining, fullInSeconds } = limiter.standing(keyId, now);
    const headers = {
      'ratelimit-policy': policy,
      ratelimit: `"${name}";r=${remaining};t=${fullInSeconds}`,
    };
    if (seconds === 0) return headers;
    throw new ProblemError(
      'rateLimited',
      `Too many calls came with this key. Try again in ${seconds} s.`,
      { headers: { ...headers, 'retry-after': String(seconds) } },
    );
  };
}

function limitOf(
  name: keyof KeyQuotas,
  { calls, perSeconds }: Quota,
): { readonly name: string; readonly policy: string; readonly limiter: RateLimiter } {
  const limiter = createRateLimiter({ calls, perMs: perSeconds * 1000, clients: keysRemembered });
  return { name, policy: `"${name}";q=${calls};w=${perSeconds}`, limiter };
}
