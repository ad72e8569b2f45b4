import {
  endpoints,
  operations,
  splitOperation,
  type Endpoint,
  type OperationId,
} from '@fupin/schema';
import type { Context } from 'hono';
import type { Connection, Database } from '../database/database.ts';
import { authenticate, authorize, type Caller } from '../keys/caller.ts';
import { answerOf, toResponse } from './answer.ts';
import { withEntityTag } from './caching.ts';
import { clientAddress } from './client-address.ts';
import { allowOrigin } from './cross-origin.ts';
import type { Call, Handler, Handlers } from './handler.ts';
import { answerOnce, hashOfRequest, idempotencyKeyOf } from './idempotency.ts';
import { checkStorable, readJsonBody, type JsonBody } from './read-body.ts';
import type { CountCall } from './key-limits.ts';
import { readFileBody } from './read-file-body.ts';
import { readInput } from './read-input.ts';
import type { RegistryApp } from './registry-app.ts';

interface Parts {
  readonly database: Database;
  readonly clock: () => Date;
  /** How many proxies stand before the registry, each of which adds to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Holds keys to their quotas. */
  readonly countCall: CountCall;
  /** Operations that are open to anybody here, whoever they are for elsewhere. */
  readonly openOperations?: ReadonlySet<OperationId> | undefined;
}

/** Adds a route for every operation of the endpoint table that has a handler. */
export function addRoutes(app: RegistryApp, handlers: Partial<Handlers>, parts: Parts): void {
  for (const operationId of Object.keys(operations) as OperationId[]) {
    const handler = handlers[operationId] as AnyHandler | AnyInquiringHandler | undefined;
    if (!handler) continue;
    const { method, path } = splitOperation(operationId);
    app.on(method, path.replace(/\{(\w+)\}/g, ':$1'), (context) =>
      answer(
        context,
        { operationId, endpoint: endpointOf(operationId, parts), isRead: method === 'GET' },
        handler,
        parts,
      ),
    );
  }
}

function endpointOf(operationId: OperationId, { openOperations }: Parts): Endpoint {
  const endpoint: Endpoint = endpoints[operationId];
  if (!openOperations?.has(operationId)) return endpoint;
  return { ...endpoint, access: ['public', ...endpoint.access] };
}

// Which handler goes with which operation is checked where the map is made; here all are run alike.
type AnyHandler = (call: AnyCall) => ReturnType<Handler<OperationId>>;
interface AnyInquiringHandler {
  readonly inquire: (call: AnyCall) => Promise<AnyHandler>;
}
type AnyCall = { readonly [Part in keyof Call<OperationId>]: unknown };

interface Operation {
  readonly operationId: OperationId;
  readonly endpoint: Endpoint;
  readonly isRead: boolean;
}

async function answer(
  context: Context,
  { operationId, endpoint, isRead }: Operation,
  given: AnyHandler | AnyInquiringHandler,
  { database, clock, trustedProxies, countCall }: Parts,
): Promise<Response> {
  const request = context.req.raw;
  const now = clock();
  const caller = await authenticate(database, request.headers, now);
  authorize(caller, endpoint.access, endpoint);
  const quota = isRead || !caller.key ? {} : countCall(operationId, caller.key.keyId, now);
  const json = endpoint.body ? await readJsonBody(request) : undefined;
  // Behind an envelope, each part is refused or taken by itself, its text included.
  if (json && !endpoint.envelope) checkStorable(json);
  const input = readInput(endpoint, {
    params: context.req.param(),
    search: new URL(request.url).searchParams,
    body: json?.value,
  });
  const file = endpoint.bodyMediaTypes && (await readFileBody(request, endpoint.bodyMediaTypes));
  const from = clientAddress(context, trustedProxies);
  const call = { ...input, ...(file && { body: file }), caller, now, request, clientAddress: from };
  const handler =
    'inquire' in given ? await given.inquire({ ...call, connection: database }) : given;
  const response = isRead
    ? await read(endpoint, await handler({ ...call, connection: database }), call)
    : endpoint.isSafe
      ? await write(endpoint, () => handler({ ...call, connection: database }), {
          ...call,
          connection: database,
          json,
        })
      : await database.transaction((connection) =>
          write(endpoint, () => handler({ ...call, connection }), { ...call, connection, json }),
        );
  for (const [name, value] of Object.entries(quota)) response.headers.set(name, value);
  allowOrigin(response.headers, caller.origin);
  return response;
}

async function read(
  endpoint: Endpoint,
  returned: unknown,
  { caller, request }: { readonly caller: Caller; readonly request: Request },
): Promise<Response> {
  if (endpoint.isStreamed && returned instanceof Response) {
    returned.headers.set('cache-control', 'no-store');
    return returned;
  }
  const answer = await answerOf(endpoint, returned);
  const { status, headers, body } = answer;
  if (!endpoint.access.includes('public')) headers.set('cache-control', 'no-store');
  if (!headers.has('cache-control')) {
    headers.set('cache-control', caller.key ? 'private, no-cache' : 'public, no-cache');
  }
  return status === 200 ? withEntityTag(request, body, headers) : toResponse(answer);
}

async function write(
  endpoint: Endpoint,
  carryOut: () => ReturnType<AnyHandler>,
  call: {
    readonly caller: Caller;
    readonly connection: Connection;
    readonly json: JsonBody | undefined;
    readonly now: Date;
    readonly request: Request;
  },
): Promise<Response> {
  const { caller, connection, json, now, request } = call;
  const key = endpoint.idempotent && idempotencyKeyOf(request.headers);
  const once = async () => answerOf(endpoint, await carryOut());
  const answer =
    key && caller.key
      ? await answerOnce(
          connection,
          {
            callerId: caller.key.keyId,
            key,
            hash: hashOfRequest(request.method, new URL(request.url).pathname, json?.text ?? ''),
          },
          now,
          once,
        )
      : await once();
  answer.headers.set('cache-control', 'no-store');
  return toResponse(answer);
}
