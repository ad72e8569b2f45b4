import ky, { isHTTPError, isNetworkError, isTimeoutError, type ResponsePromise } from 'ky';
import { authorization } from './authorization.ts';
import { NetworkError } from './errors/network-error.ts';
import { problemErrorOf } from './errors/problem-error.ts';
import { TimeoutError } from './errors/timeout-error.ts';
import type { OperationCall } from './operation-call.ts';
import { retryAfterMs } from './retry-after.ts';

/** How calls are sent, retried and given up. */
export interface SendOptions {
  readonly key: string | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly maxRetryDelayMs: number;
  readonly fetch: typeof fetch | undefined;
}

/** One call as it is to be sent. */
export interface SendableCall extends Omit<OperationCall, 'body'> {
  /** A JSON body, or a file as it stands. */
  readonly body: OperationCall['body'] | Blob;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether sending it twice does no more than sending it once. */
  readonly idempotent: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Sends calls; answers with what is read of a successful answer. */
export type Send = <Result>(
  call: SendableCall,
  read: (answer: ResponsePromise) => Promise<Result>,
) => Promise<Result>;

/** A sender that retries idempotent calls with capped back-off and full jitter, or when `Retry-After` says. */
export function createSend(options: SendOptions): Send {
  const { key, timeoutMs, retries, maxRetryDelayMs, fetch } = options;
  const http = ky.create({
    timeout: timeoutMs,
    ...(key && { headers: authorization(key) }),
    ...(fetch && { fetch: fetch as typeof globalThis.fetch }),
  });
  return async (call, read) => {
    const { method, url, body, headers, idempotent, signal } = call;
    try {
      const answer = http(url, {
        method,
        headers,
        ...(body instanceof Blob ? { body } : body && { json: body }),
        ...(signal && { signal }),
        retry: {
          limit: idempotent ? retries : 0,
          methods: [method.toLowerCase()],
          statusCodes: [408, 429, 500, 502, 503, 504],
          afterStatusCodes: [429, 503],
          backoffLimit: maxRetryDelayMs,
          jitter: true,
          // Earlier than asked would be rude, and later than allowed is for the caller to decide.
          shouldRetry: ({ error }) =>
            isHTTPError(error) && (retryAfterMs(error.response.headers) ?? 0) > maxRetryDelayMs
              ? false
              : undefined,
        },
      });
      return await read(answer);
    } catch (error) {
      if (signal?.aborted) throw error;
      if (isHTTPError(error)) throw problemErrorOf(call, error.response, error.data);
      if (isTimeoutError(error)) throw new TimeoutError(call, timeoutMs, error);
      throw new NetworkError(call, isNetworkError(error) ? error.cause : error);
    }
  };
}
