import { problems, type KnownProblemCode, type Problem, type ProblemIssue } from '@fupin/schema';

interface ProblemDetails {
  /** Further members of the problem (RFC 9457, 3.2). */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly issues?: readonly ProblemIssue[];
  /** Response headers that go with the problem, such as Allow. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What was asked can't be done, for a reason that the caller is told: thrown anywhere, answered as RFC 9457 problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: KnownProblemCode;
  readonly issues: readonly ProblemIssue[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: KnownProblemCode,
    detail: string,
    { issues, headers, members }: ProblemDetails = {},
  ) {
    super(detail);
    this.code = code;
    this.issues = issues;
    this.headers = headers ?? {};
    this.members = members ?? {};
  }
}

/** An `invalidInput` problem with one issue: in which part of the request, where (RFC 6901) and what. */
export function invalidInput(
  place: ProblemIssue['in'],
  pointer: string,
  detail: string,
): ProblemError {
  return new ProblemError('invalidInput', `The ${place} is not valid.`, {
    issues: [{ in: place, pointer, detail }],
  });
}

/** The response to a problem: `application/problem+json` (RFC 9457) with the request's identifier as `instance`. */
export function problemResponse(error: ProblemError, requestId: string): Response {
  const { status, title } = problems[error.code];
  const problem: Problem = {
    ...error.members,
    type: 'about:blank',
    title,
    status,
    code: error.code,
    detail: error.message,
    instance: `urn:uuid:${requestId}`,
    ...(error.issues && { issues: error.issues }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...error.headers,
    },
  });
}
