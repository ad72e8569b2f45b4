import type { OperationResponse } from '@fupin/schema';
import { authorization } from './authorization.ts';
import { NetworkError } from './errors/network-error.ts';
import { RegistryError, type Call } from './errors/registry-error.ts';
import { TimeoutError } from './errors/timeout-error.ts';
import {
  operationCall,
  type OperationArguments,
  type ReadOperation,
  type ReadOperationId,
} from './operation-call.ts';

export type { ClientError } from './errors/client-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { ProblemError } from './errors/problem-error.ts';
export { RegistryError } from './errors/registry-error.ts';
export { ResponseSchemaError } from './errors/response-schema-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export type {
  CallOptions,
  OperationArguments,
  OperationMethod,
  ReadOperation,
  ReadOperationId,
} from './operation-call.ts';

/** Where and as whom to read. */
export interface ReaderOptions {
  /** Address of the registry, e.g. `https://registry.example`. */
  readonly registry: string;
  /** A publishable (`pk_`) or other key; public operations need none. */
  readonly key?: string | undefined;
  /** Longest wait for a full answer, in milliseconds; 10,000 where absent. */
  readonly timeoutMs?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** Reads from the registry. */
export interface Reader {
  /**
   * Calls an operation that reads, once, and answers with its body as the registry sent it, not checked. The operation is
   * given by method and path rather than by its id, so that a page brings the names of no others.
   * @throws {ClientError} typed by `code`; the signal's reason when it aborts
   */
  read<Operation extends ReadOperation>(
    operation: Operation,
    ...args: OperationArguments<ReadOperationId<Operation>>
  ): Promise<OperationResponse<ReadOperationId<Operation>>>;
}

/**
 * A reader of about 2 kB for pages that only show: no retries, no schemas. Use `createClient` for everything else.
 * @example
 * const reader = createReader({ registry: 'https://registry.example', key: 'pk_…' });
 * const { items } = await reader.read('GET /v1/products', { q: '核桃', limit: 20 });
 */
export function createReader(options: ReaderOptions): Reader {
  const { registry, key, timeoutMs = 10_000, fetch = globalThis.fetch } = options;
  const headers = key ? authorization(key) : undefined;
  return {
    async read<Operation extends ReadOperation>(
      operation: Operation,
      ...[input, { signal } = {}]: OperationArguments<ReadOperationId<Operation>>
    ) {
      const call = operationCall(registry, operation, input as Record<string, unknown>);
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(call.url, {
          ...(headers && { headers }),
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        const body = await readJson(call, response);
        return body as OperationResponse<ReadOperationId<Operation>>;
      } catch (error) {
        if (signal?.aborted || error instanceof RegistryError) throw error;
        if (timeout.aborted) throw new TimeoutError(call, timeoutMs, error);
        throw new NetworkError(call, error);
      }
    },
  };
}

/** The body of a good answer; what else an answer may be needs more code, and comes seldom. */
async function readJson(call: Call, response: Response): Promise<unknown> {
  const text = await response.text();
  if (response.ok && response.headers.get('content-type')?.includes('json')) {
    try {
      return JSON.parse(text);
    } catch {
      // What is wrong with it is told below.
    }
  }
  const { readAnswer } = await import('./answer.ts');
  return readAnswer(call, response, text);
}
