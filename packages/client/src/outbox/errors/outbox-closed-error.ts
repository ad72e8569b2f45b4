import { OutboxError } from './outbox-error.ts';

/** The outbox was closed: what it had made durable stays queued for the next one. */
export class OutboxClosedError extends OutboxError {
  declare readonly code: 'outboxClosed';

  constructor() {
    super('outboxClosed', 'expected an open outbox, found it closed');
  }
}
