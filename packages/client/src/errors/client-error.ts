import type { NetworkError } from './network-error.ts';
import type { ProblemError } from './problem-error.ts';
import type { ResponseSchemaError } from './response-schema-error.ts';
import type { TimeoutError } from './timeout-error.ts';

/** Every error that a call can end with, beside the platform's own when its signal aborts: switch on `code`. */
export type ClientError = ProblemError | NetworkError | TimeoutError | ResponseSchemaError;
