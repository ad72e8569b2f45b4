import type { OperationInput, OperationResponse } from '@fupin/schema';
import { fillPath, type QueryValue } from '@fupin/schema/fill-path';
import type { OperationId, operations } from '@fupin/schema/operations';

/** An operation that only reads, by method and path template, e.g. `GET /v1/products`. */
export type ReadOperation = Extract<(typeof operations)[OperationId], `GET ${string}`>;

/** The id of an operation that only reads. */
export type ReadOperationId<Operation extends ReadOperation = ReadOperation> = {
  [Id in OperationId]: (typeof operations)[Id] extends Operation ? Id : never;
}[OperationId];

/** Options of one call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The arguments of an operation's method: its input, which may be left out where nothing in it is required. */
export type OperationArguments<Id extends OperationId> =
  unknown extends OperationInput<Id>
    ? [input?: Readonly<Record<string, never>>, options?: CallOptions]
    : Readonly<Record<string, never>> extends OperationInput<Id>
      ? [input?: OperationInput<Id>, options?: CallOptions]
      : [input: OperationInput<Id>, options?: CallOptions];

/** A method of the client: one operation of the registry. */
export type OperationMethod<Id extends OperationId> = (
  ...args: OperationArguments<Id>
) => Promise<OperationResponse<Id>>;

/** An operation's input as HTTP carries it. */
export interface OperationCall {
  readonly method: string;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** Splits an operation's flat input into path, query (of a GET) and body (of a POST or PUT). */
export function operationCall(
  registry: string,
  operation: (typeof operations)[OperationId],
  input: Readonly<Record<string, unknown>> = {},
): OperationCall {
  const [method = '', path = ''] = operation.split(' ');
  const params: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (path.includes(`{${name}}`)) params[name] = value as string;
    else rest[name] = value;
  }
  const reads = method === 'GET';
  const query = reads ? (rest as Record<string, QueryValue>) : {};
  return {
    method,
    url: registry.replace(/\/+$/, '') + fillPath(path, params, query),
    body: reads || method === 'DELETE' ? undefined : rest,
  };
}
