import type { KnownProblemCode, Problem, problems } from '@fupin/schema';
import { retryAfterMs } from '../retry-after.ts';
import { RegistryError, type Call } from './registry-error.ts';

const statuses: { readonly [Code in KnownProblemCode]: (typeof problems)[Code]['status'] } = {
  invalidInput: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  conflict: 409,
  payloadTooLarge: 413,
  unsupportedMediaType: 415,
  idempotencyKeyReused: 422,
  rateLimited: 429,
  internal: 500,
  unavailable: 503,
};

/** The registry answered with a problem (RFC 9457). */
export class ProblemError extends RegistryError {
  override readonly name = 'ProblemError';
  /** The problem's code; `unknownProblem` for one that this version doesn't know, which `problem.code` then names. */
  readonly code: KnownProblemCode | 'unknownProblem';
  /** The problem as the registry stated it. */
  readonly problem: Problem;
  /** How long the registry asks to wait before another attempt, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(call: Call, problem: Problem, retryAfterMs?: number) {
    const { status, code, title, detail, issues = [] } = problem;
    const faults = issues
      .map((issue) => `; ${issue.in} ${issue.pointer}: ${issue.detail}`)
      .join('');
    super(call, `expected success, received ${status} ${code}: ${detail || title}${faults}`);
    this.code = Object.hasOwn(statuses, code) ? (code as KnownProblemCode) : 'unknownProblem';
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What an answer says that is no success. */
export const problemErrorOf = (
  call: Call,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
): ProblemError => new ProblemError(call, problemOf(status, body), retryAfterMs(headers));

/** The problem that an answer states, or one made from its status where something before the registry answered. */
function problemOf(status: number, body: unknown): Problem {
  const code = Object.entries(statuses).find((entry) => entry[1] === status)?.[0];
  const unstated = {
    type: 'about:blank',
    title: `HTTP status ${status}`,
    status,
    code: code ?? (status < 500 ? 'unknownProblem' : 'unavailable'),
    detail: '',
    instance: '',
  };
  return statesProblem(body) ? { ...unstated, ...body, status } : unstated;
}

function statesProblem(body: unknown): body is Partial<Problem> {
  return !!body && typeof body === 'object' && 'code' in body && typeof body.code === 'string';
}
