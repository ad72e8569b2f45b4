import { RegistryError, type Call } from './registry-error.ts';

/** No full answer arrived within the time allowed. */
export class TimeoutError extends RegistryError {
  override readonly name = 'TimeoutError';
  readonly code = 'timeout';

  constructor(call: Call, timeoutMs: number, cause?: unknown) {
    super(call, `expected an answer within ${timeoutMs} ms, received none`, { cause });
  }
}
