import { OutboxError } from './outbox-error.ts';

/** Sending stopped, for the registry refused the key or the whole report; `flush()` tries again once that is put right. */
export class OutboxStoppedError extends OutboxError {
  declare readonly code: 'outboxStopped';

  constructor(cause: Error) {
    super(
      'outboxStopped',
      `expected the registry to take reports, but sending stopped: ${cause.message}`,
      { cause },
    );
  }
}
