import { OutboxError } from './outbox-error.ts';

/** A line is neither queued nor a dead letter, nor was it acknowledged lately; reporting it again gives its receipt. */
export class UnknownLineError extends OutboxError {
  declare readonly code: 'unknownLine';

  constructor(what: string) {
    super('unknownLine', `expected something in this outbox, received ${what}`);
  }
}
