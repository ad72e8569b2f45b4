import type { Context } from 'hono';
import type { DatabaseDialect } from '../database/dialect.ts';
import { allowOrigin, methodsOf } from './cross-origin.ts';
import type { Logger } from './logger.ts';
import { ProblemError, problemResponse } from './problem-error.ts';
import type { RegistryApp, RegistryVariables } from './registry-app.ts';

const retryAfterSeconds = '5';

/** Lets the app answer every failure as a problem (RFC 9457), and log those which are not the caller's fault. */
export function answerProblems(app: RegistryApp, dialect: DatabaseDialect, logger: Logger): void {
  app.notFound((context) => respond(context, unknownRoute(context)));
  app.onError((error, context) => {
    if (error instanceof ProblemError) return respond(context, error);
    const { method, path } = context.req;
    const { stack, cause } = error;
    const requestId = context.get('requestId');
    logger.error('request failed', { requestId, method, path, stack, cause: describe(cause) });
    const mayPass = dialect.isUnavailable(error) || dialect.isTransient(error);
    return respond(context, mayPass ? unavailable() : internal());
  });
}

function respond(
  context: Context<{ Variables: RegistryVariables }>,
  error: ProblemError,
): Response {
  const response = problemResponse(error, context.get('requestId'));
  allowOrigin(response.headers, null);
  return response;
}

function unknownRoute({ req: { method, path } }: Context): ProblemError {
  const methods = methodsOf(path);
  if (methods.length === 0) return new ProblemError('notFound', 'There is nothing at this path.');
  const allow = methods.join(', ');
  return new ProblemError('methodNotAllowed', `${method} is not allowed here, but ${allow}.`, {
    headers: { allow },
  });
}

function unavailable(): ProblemError {
  return new ProblemError('unavailable', 'The registry can’t reach its database now. Try again.', {
    headers: { 'retry-after': retryAfterSeconds },
  });
}

function internal(): ProblemError {
  return new ProblemError(
    'internal',
    'Something went wrong that is not the fault of the request. Its identifier is in `instance`.',
  );
}

function describe(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : undefined;
}
