import { OutboxError } from './outbox-error.ts';

/** The device has no room for more lines: these were not queued, and those that were stay as they are. */
export class OutboxFullError extends OutboxError {
  declare readonly code: 'outboxFull';

  constructor(where: string, cause: unknown) {
    super(
      'outboxFull',
      `expected room for more lines in ${where}, found the disk or quota used up`,
      { cause },
    );
  }
}
