import { faultsOf } from '@fupin/schema';
import { loadEndpoint } from '@fupin/schema/load-endpoint';
import { operations, type OperationId } from '@fupin/schema/operations';
import { ResponseSchemaError } from './errors/response-schema-error.ts';
import { operationCall, type CallOptions, type OperationMethod } from './operation-call.ts';
import { createSend } from './send.ts';

/** Where and as whom to call, and how patiently. */
export interface ClientOptions {
  /** Address of the registry, e.g. `https://registry.example`. */
  readonly registry: string;
  /** A publishable (`pk_`), secret (`sk_`) or reporting-session (`rs_`) key; it travels in the Authorization header only. */
  readonly key?: string | undefined;
  /** Longest wait for the answer to one attempt, in milliseconds; 10,000 where absent. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts at a call that may safely be repeated; 3 where absent. */
  readonly retries?: number | undefined;
  /** Longest wait between attempts, in milliseconds; 20,000 where absent. A longer `Retry-After` ends the call. */
  readonly maxRetryDelayMs?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** The typed client: one method an operation of the endpoint table. Methods may be passed on without their client. */
export type Client = { readonly [Id in OperationId]: OperationMethod<Id> };

// Few pages send or fetch any.
const files = () => import('./file-body.ts');

/**
 * A client of the registry. Every method takes one flat object of path parameters, query and body members, and answers
 * with what the endpoint table promises, checked; it rejects with a ClientError, or the signal's reason when aborted.
 * @example
 * const client = createClient({ registry: 'https://registry.example', key: 'pk_…' });
 * const { items } = await client.listProducts({ q: '核桃', limit: 20 });
 */
export function createClient(options: ClientOptions): Client {
  const {
    registry,
    key,
    timeoutMs = 10_000,
    retries = 3,
    maxRetryDelayMs = 20_000,
    fetch,
  } = options;
  const send = createSend({ key, timeoutMs, retries, maxRetryDelayMs, fetch });
  const operationIds = Object.keys(operations) as OperationId[];
  const methods = operationIds.map((operationId) => [
    operationId,
    async (input?: Readonly<Record<string, unknown>>, { signal }: CallOptions = {}) => {
      const call = operationCall(registry, operations[operationId], input);
      const endpoint = await loadEndpoint(operationId);
      const { response, mediaType = 'application/json', idempotent } = endpoint;
      const file = endpoint.bodyMediaTypes && (await (await files()).fileBodyOf(input ?? {}));
      const answer = await send<string | File>(
        {
          ...call,
          ...(file && { body: file.body }),
          headers: {
            accept: mediaType,
            ...file?.headers,
            ...(idempotent && { 'idempotency-key': randomKey() }),
          },
          idempotent: call.method !== 'POST' || !!(idempotent || endpoint.isRepeatable),
          signal,
        },
        endpoint.answersFile
          ? async (response) => (await files()).readFile(response)
          : (response) => response.text(),
      );
      const isJson = typeof answer === 'string' && mediaType.endsWith('json');
      const result = response.safeParse(isJson ? parseJson(call, answer) : answer);
      if (!result.success)
        throw new ResponseSchemaError(call, faultsOf(result.error), result.error);
      return result.data;
    },
  ]);
  return Object.fromEntries(methods) as Client;
}

function parseJson(call: { method: string; url: string }, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ResponseSchemaError(call, [{ pointer: '', detail: 'must be JSON' }], error);
  }
}

// `crypto.randomUUID` is missing where a page is served without TLS.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
