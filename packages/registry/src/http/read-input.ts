import { faultsOf, type Endpoint, type ProblemIssue, type z } from '@fupin/schema';
import { ProblemError } from './problem-error.ts';

/** The parts of a request as they came. */
export interface RawInput {
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly body: unknown;
}

/** The parts of a request as the endpoint's schemas read them. */
export interface CheckedInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Checks all parts of a request at once; throws `invalidInput` with every fault found. */
export function readInput(endpoint: Endpoint, raw: RawInput): CheckedInput {
  const issues: ProblemIssue[] = [];
  const read = (schema: z.ZodMiniType | undefined, place: ProblemIssue['in'], value: unknown) => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    issues.push(...faultsOf(result.error).map((fault) => ({ in: place, ...fault })));
  };
  const query = endpoint.query && singleValues(raw.search, endpoint.query, issues);
  const checked = {
    params: read(endpoint.params, 'path', raw.params),
    query: read(endpoint.query, 'query', query),
    body: read(endpoint.envelope ?? endpoint.body, 'body', raw.body),
  };
  if (issues.length === 0) return checked;
  const places = [...new Set(issues.map((issue) => issue.in))].join(' and ');
  throw new ProblemError('invalidInput', `The ${places} of the request is not valid.`, { issues });
}

function singleValues(
  search: URLSearchParams,
  { shape }: z.ZodMiniObject,
  issues: ProblemIssue[],
): Readonly<Record<string, string>> {
  for (const name of Object.keys(shape)) {
    if (search.getAll(name).length > 1) {
      issues.push({ in: 'query', pointer: `/${name}`, detail: 'must be given only once' });
    }
  }
  return Object.fromEntries(search);
}
