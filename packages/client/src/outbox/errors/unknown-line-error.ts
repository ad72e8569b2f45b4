import { OutboxError } from './outbox-error.ts';

/** A line is neither queued nor a dead letter, nor was it acknowledged lately; reporting it again gives its receipt. */
export class UnknownLineError extends OutboxError {
  override readonly name = 'UnknownLineError';
  readonly code = 'unknownLine';

  constructor(what: string) {
    super(`expected something in this outbox, received ${what}`);
  }
}
