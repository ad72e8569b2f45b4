import { z } from './zod.ts';

/** One fault of a value: where it is (JSON Pointer, RFC 6901) and what was expected. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** The faults that a schema found in a value, in words that say what was expected; never quotes the value itself. */
export function faultsOf(error: z.core.$ZodError): readonly Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue));
}

/** A JSON Pointer (RFC 6901) from the names and indexes that lead to a value. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...issue.path, key]),
      detail: 'is not known here',
    }));
  }
  return [{ pointer: jsonPointer(issue.path), detail: describe(issue) }];
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.message !== 'Invalid input') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be ${sizeOf(issue.origin)} ${issue.minimum} or more`;
    case 'too_big':
      return `must be ${sizeOf(issue.origin)} ${issue.maximum} or less`;
    case 'invalid_format':
      return formats[issue.format] ?? `must match ${issue.pattern ?? issue.format}`;
    default:
      return 'is not valid';
  }
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'must be an instant with offset such as 2020-10-17T08:00:00+08:00 (RFC 3339)',
  date: 'must be a day that exists, such as 2020-10-17',
  url: 'must be a full http or https address',
};

const sizes: Readonly<Record<string, string>> = {
  string: 'of length',
  array: 'of length',
  set: 'of size',
};

const sizeOf = (origin: string) => sizes[origin] ?? 'a number,';

function article(expected: string): string {
  if (expected === 'int') return 'a whole number';
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
