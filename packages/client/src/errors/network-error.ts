import { RegistryError, type Call } from './registry-error.ts';

/** No answer arrived: no connection, no name, no certificate, or a connection cut on the way; `cause` says which. */
export class NetworkError extends RegistryError {
  override readonly name = 'NetworkError';
  readonly code = 'network';

  constructor(call: Call, cause: unknown) {
    super(call, `expected an answer, received none (${reasonOf(cause)})`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
