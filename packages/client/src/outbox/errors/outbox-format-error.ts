import { OutboxError } from './outbox-error.ts';

/** What lies there can't be read safely: of a newer version, of another outlet, or damaged. Nothing was changed. */
export class OutboxFormatError extends OutboxError {
  override readonly name = 'OutboxFormatError';
  readonly code = 'outboxFormat';

  constructor(where: string, expected: string, found: string, cause?: unknown) {
    super(`${where}: expected ${expected}, found ${found}`, { cause });
  }
}
