import { operations, splitOperation, type OperationId } from '@fupin/schema';

const exposed =
  'Date, ETag, Retry-After, RateLimit, RateLimit-Policy, Request-Id, Idempotent-Replayed';
const allowed = 'Authorization, Content-Type, Content-Encoding, Idempotency-Key, If-None-Match';

interface Route {
  readonly pattern: RegExp;
  readonly method: string;
}

const routes: readonly Route[] = (Object.keys(operations) as OperationId[]).map((operationId) => {
  const { method, path } = splitOperation(operationId);
  const pattern = path.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+');
  return { method, pattern: new RegExp(`^${pattern}$`) };
});

/** The methods that a path of the interface knows; none where it is no such path. */
export function methodsOf(path: string): readonly string[] {
  const methods = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

/** Answers a preflight (Fetch, 4.8). It carries no key, so it is the call itself that is refused from a wrong origin. */
export function preflightResponse(path: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': methodsOf(path).join(', '),
      'access-control-allow-headers': allowed,
      'access-control-max-age': '600',
      vary: 'Origin',
    },
  });
}

/** Lets pages read an answer: those of one origin, or of any where the answer is bound to none. */
export function allowOrigin(headers: Headers, origin: string | null): void {
  headers.set('access-control-allow-origin', origin ?? '*');
  headers.set('access-control-expose-headers', exposed);
  headers.append('vary', 'Origin');
  headers.append('vary', 'Authorization');
}
