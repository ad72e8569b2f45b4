import { OutboxError } from './outbox-error.ts';

/** The outbox was closed: what it had made durable stays queued for the next one. */
export class OutboxClosedError extends OutboxError {
  override readonly name = 'OutboxClosedError';
  readonly code = 'outboxClosed';

  constructor() {
    super('expected an open outbox, found it closed');
  }
}
