import { OutboxError } from './outbox-error.ts';

/** The device has no room for more lines: these were not queued, and those that were stay as they are. */
export class OutboxFullError extends OutboxError {
  override readonly name = 'OutboxFullError';
  readonly code = 'outboxFull';

  constructor(where: string, cause: unknown) {
    super(`expected room for more lines in ${where}, found the disk or quota used up`, { cause });
  }
}
