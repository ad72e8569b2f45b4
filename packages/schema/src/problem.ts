import { openEnum, type Open } from './open-enum.ts';
import * as z from 'zod/mini';

/** What the registry answers when it can't do what was asked: status and title of each stable code. */
export const problems = {
  invalidInput: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'This key may not do this' },
  notFound: { status: 404, title: 'There is no such thing' },
  methodNotAllowed: { status: 405, title: 'The method is not allowed here' },
  notAcceptable: { status: 406, title: 'None of the accepted media types can be given' },
  conflict: { status: 409, title: 'The request conflicts with what is stored' },
  payloadTooLarge: { status: 413, title: 'The body is too large' },
  unsupportedMediaType: { status: 415, title: 'The media type of the body is not supported' },
  idempotencyKeyReused: { status: 422, title: 'The Idempotency-Key was used for another request' },
  rateLimited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The registry failed' },
  unavailable: { status: 503, title: 'The registry is not available now' },
} as const satisfies Record<string, { status: number; title: string }>;

/** The stable codes of problems that this version knows. */
export type KnownProblemCode = keyof typeof problems;
/** A stable code of a problem; a newer registry may answer with others. */
export type ProblemCode = Open<KnownProblemCode>;

const problemCodes = Object.keys(problems) as [KnownProblemCode, ...KnownProblemCode[]];

/** One fault of the input: where (JSON Pointer, RFC 6901, into that part of the request, or into the stored `record`) and what. */
export const ProblemIssue = z.readonly(
  z.looseObject({
    in: openEnum(['body', 'query', 'path', 'header', 'record']),
    pointer: z.string(),
    detail: z.string(),
    /** What is at fault, for programs, where the operation tells faults apart. */
    code: z.optional(z.string()),
  }),
);
export type ProblemIssue = z.infer<typeof ProblemIssue>;

/** A problem as RFC 9457 `application/problem+json`, with a stable `code` to switch on. */
export const Problem = z.readonly(
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: openEnum(problemCodes),
    detail: z.string(),
    /** Identifier of the request, to be named in a support request. */
    instance: z.string(),
    issues: z.optional(z.readonly(z.array(ProblemIssue))),
  }),
);
export type Problem = z.infer<typeof Problem>;
