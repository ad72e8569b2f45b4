import { operationUrl } from '@fupin/schema/operations';
import { authorization } from '../authorization.ts';
import { NetworkError } from '../errors/network-error.ts';
import { problemErrorOf } from '../errors/problem-error.ts';
import { RegistryError } from '../errors/registry-error.ts';
import { ResponseSchemaError } from '../errors/response-schema-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { Batch } from './carried-runs.ts';
import type { ClockSkew } from './clock-skew.ts';
import type { QueuedLine } from './queue.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { Verdict } from './verdict.ts';

/** A key, or what gives one: it is asked before every request, so that short-lived keys can be renewed. */
export type KeySource = string | (() => string | Promise<string>);

/** The body of a report, and the headers that go with it beside the media type. */
export interface PackedReport {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Makes the body of a report. */
export type Pack = (batch: Batch) => PackedReport | Promise<PackedReport>;

/** The verdict of an answer in which nothing is out of the ordinary; undefined of others. */
export type PlainVerdict = (answer: string, lines: readonly QueuedLine[]) => Verdict | undefined;

/** What a report needs of fetch. */
export type Post = (url: string, request: PostRequest) => Promise<PostResponse>;

/** What is posted. */
export interface PostRequest extends Pick<PackedReport, 'body'> {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What came back. */
export type PostResponse = Pick<Response, 'ok' | 'status' | 'headers' | 'text'>;

/** Where and as whom an outbox reports. */
export interface SalesCallOptions {
  /** Address of the registry, e.g. `https://registry.example`. */
  readonly registry: string;
  /** A secret (`sk_`) or reporting-session (`rs_`) key, or what gives one; asked before every request. */
  readonly key: KeySource;
  /** The outlet that sold. */
  readonly outletId: string;
  /** Longest wait for an answer, in milliseconds; 30,000 where absent. */
  readonly timeoutMs?: number | undefined;
  /** Posts reports; the platform's fetch where absent. */
  readonly fetch?: Post | undefined;
}

/** What else a call needs. */
export interface SalesCallPlatform {
  readonly skew?: ClockSkew | undefined;
  /** Makes the body of a report; a text where absent. */
  readonly pack?: Pack | undefined;
  /** Judges quickly an answer in which nothing is out of the ordinary; undefined of others. */
  readonly judge?: PlainVerdict | undefined;
}

/**
 * Sends a batch once, its lines as they are stored; answers with the verdict where that is plain, otherwise with the outcomes as
 * the registry sent them, not checked.
 */
export type SalesCall = (
  batch: Batch,
  signal: AbortSignal,
) => Promise<Verdict | readonly unknown[]>;

/** Refuses, before anything is opened, a key that no request could carry. */
export function checkKey(key: KeySource): void {
  if (typeof key === 'string') authorization(key);
}

/** `reportSales` without retries, whose body is joined from stored contents and so parsed by the registry only. */
export function createSalesCall(
  { registry, key, outletId, timeoutMs = 30_000, fetch = globalThis.fetch }: SalesCallOptions,
  { skew, pack = packText, judge }: SalesCallPlatform,
): SalesCall {
  const url = registry.replace(/\/+$/, '') + operationUrl('reportSales', { outletId });
  const call = { method: 'POST', url };
  return async (batch, signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const ended = AbortSignal.any([signal, timeout]);
    const prepare = async () => {
      const header = authorization(typeof key === 'string' ? key : await key());
      const { body, headers } = await pack(batch);
      return { body, headers: { ...header, 'content-type': 'application/json', ...headers } };
    };
    const request = await unlessAborted(ended, prepare());
    try {
      const answered = skew?.ask();
      const response = await fetch(url, { method: 'POST', ...request, signal: ended });
      const text = await response.text();
      if (!response.ok) throw problemErrorOf(call, response, parsed(text));
      answered?.(response.headers.get('date'));
      const verdict = judge?.(text, batch.lines);
      if (verdict) return verdict;
      const { outcomes } = Object(parsed(text)) as { outcomes?: unknown };
      if (!Array.isArray(outcomes)) {
        throw new ResponseSchemaError(call, [{ pointer: '/outcomes', detail: 'must be an array' }]);
      }
      return outcomes;
    } catch (error) {
      if (signal.aborted || error instanceof RegistryError) throw error;
      if (timeout.aborted) throw new TimeoutError(call, timeoutMs, error);
      throw new NetworkError(call, error);
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const packText: Pack = (batch) => ({ body: reportText(batch) });

/** A report as it is. */
export const reportText = (batch: Batch): string =>
  reportStart + batch.lines.map((line) => line.content).join() + reportEnd(batch);

/** What stands before the lines of a report. */
export const reportStart = '{"lines":[';

/** What stands behind them. */
export const reportEnd = ({ carried }: Batch): string =>
  carried ? `],"carried":${JSON.stringify(carried)}}` : ']}';
