import type { PublicAnswer, PublicRequest } from '../http/public-request.ts';
import { SiteError } from '../http/public-request.ts';
import { deliveryPolicy, holdAfter, retryDelayMs } from './delivery-policy.ts';
import type { AttemptResult, DueDelivery } from './due-deliveries.ts';
import { webhookSignature } from './webhook-secret.ts';

/** What an attempt is made with. */
export interface AttemptOptions {
  readonly request: PublicRequest;
  readonly clock: () => Date;
  /** At least 0 and below 1, at random. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Attempts a delivery once (Standard Webhooks); rejects with the signal's reason where that ends it early. */
export async function attemptDelivery(
  { eventId, url, secrets, payload, tries }: DueDelivery,
  { request, clock, random, signal }: AttemptOptions,
): Promise<AttemptResult> {
  const begun = clock();
  const started = performance.now();
  const seconds = Math.floor(begun.getTime() / 1000);
  const answer = await answerOf(
    request(new URL(url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(payload)),
        'user-agent': 'fupin-registry (webhooks)',
        'webhook-id': eventId,
        'webhook-timestamp': String(seconds),
        'webhook-signature': webhookSignature(secrets, { eventId, seconds, payload }),
      },
      body: payload,
      timeoutMs: deliveryPolicy.timeoutMs,
      longestBody: deliveryPolicy.longestResponse,
      signal,
    }),
  );
  const durationMs = Math.round(performance.now() - started);
  const at = begun.toISOString();
  if (answer instanceof SiteError) {
    const attempt = { at, durationMs, status: null, error: answer.message, response: null };
    return { attempt, outcome: 'failed', nextAt: nextAt(), holdUntil: undefined };
  }
  const { status, headers, text } = answer;
  const attempt = { at, durationMs, status, error: null, response: storable(text) };
  if (status >= 200 && status < 300) {
    return { attempt, outcome: 'delivered', nextAt: undefined, holdUntil: undefined };
  }
  if (status === 410) return { attempt, outcome: 'gone', nextAt: undefined, holdUntil: undefined };
  const retryAfter = headers['retry-after'];
  const now = clock();
  const holdMs = holdAfter(status, typeof retryAfter === 'string' ? retryAfter : undefined, now);
  const holdUntil = holdMs === undefined ? undefined : new Date(now.getTime() + holdMs);
  const next = nextAt();
  return { attempt, outcome: 'failed', nextAt: next && later(next, holdUntil), holdUntil };

  function nextAt(): Date | undefined {
    const delayMs = retryDelayMs(tries + 1, random());
    return delayMs === undefined ? undefined : new Date(clock().getTime() + delayMs);
  }
}

async function answerOf(answering: Promise<PublicAnswer>): Promise<PublicAnswer | SiteError> {
  try {
    return await answering;
  } catch (error) {
    if (error instanceof SiteError) return error;
    throw error;
  }
}

// PostgreSQL stores no NUL.
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

function later(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one;
}
