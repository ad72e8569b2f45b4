import type * as z from 'zod/mini';

/** One fault of a value: where it is (JSON Pointer, RFC 6901) and what was expected. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * The faults that a schema found in a value, in words that say what was expected; never quotes the value itself. Given
 * the value, it tells a member that is missing from one that is wrong. A schema's own message is used where it begins
 * with "must": any other is zod's, in whatever language the page has set.
 */
export function faultsOf(error: z.core.$ZodError, value?: unknown): readonly Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, value));
}

/** A JSON Pointer (RFC 6901) from the names and indexes that lead to a value. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

function faultsOfIssue(issue: z.core.$ZodIssue, value: unknown): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...issue.path, key]),
      detail: 'is not known here',
    }));
  }
  const detail = describe(issue);
  return [
    {
      pointer: jsonPointer(issue.path),
      detail: isMissing(value, issue.path) ? `is missing: ${detail}` : detail,
    },
  ];
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  const [name, ...outer] = path.toReversed();
  if (name === undefined) return false;
  const parent = outer.reduceRight<unknown>(memberOf, value);
  return isObject(parent) && memberOf(parent, name) === undefined;
}

const memberOf = (value: unknown, name: PropertyKey): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function describe(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${nouns[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'must be of a kind that is known here';
    case 'too_small':
      return atLeast(issue.origin, issue.minimum);
    case 'too_big':
      return atMost(issue.origin, issue.maximum);
    case 'invalid_format':
      return formats[issue.format] ?? `must match ${issue.pattern ?? issue.format}`;
    default:
      return 'must be valid';
  }
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
  file: 'a file',
};

const formats: Readonly<Record<string, string>> = {
  datetime: 'must be an instant with offset such as 2020-10-17T08:00:00+08:00 (RFC 3339)',
  date: 'must be a day that exists, such as 2020-10-17',
};

const counted: Readonly<Record<string, string>> = { string: 'characters', array: 'items' };

function atLeast(origin: string, minimum: number | bigint): string {
  const unit = counted[origin];
  if (!unit) return `must be ${minimum} or more`;
  return minimum === 1 ? 'must not be empty' : `must have ${minimum} ${unit} or more`;
}

function atMost(origin: string, maximum: number | bigint): string {
  const unit = counted[origin];
  return unit ? `must have ${maximum} ${unit} or fewer` : `must be ${maximum} or less`;
}
