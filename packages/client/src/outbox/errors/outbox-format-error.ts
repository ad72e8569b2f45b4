import { OutboxError } from './outbox-error.ts';

/** What lies there can't be read safely: of a newer version, of another outlet, or damaged. Nothing was changed. */
export class OutboxFormatError extends OutboxError {
  declare readonly code: 'outboxFormat';

  constructor(where: string, expected: string, found: string, cause?: unknown) {
    super('outboxFormat', `${where}: expected ${expected}, found ${found}`, { cause });
  }
}
