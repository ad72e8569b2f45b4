import type { InvalidLineError } from './invalid-line-error.ts';
import type { LineRejectedError } from './line-rejected-error.ts';
import type { OutboxClosedError } from './outbox-closed-error.ts';
import type { OutboxFormatError } from './outbox-format-error.ts';
import type { OutboxFullError } from './outbox-full-error.ts';
import type { OutboxLockedError } from './outbox-locked-error.ts';
import type { OutboxStoppedError } from './outbox-stopped-error.ts';
import type { OutboxUnavailableError } from './outbox-unavailable-error.ts';
import type { UnknownLineError } from './unknown-line-error.ts';

/** Every error that an outbox rejects with: switch on `code`. */
export type OutboxFailure =
  | InvalidLineError
  | LineRejectedError
  | UnknownLineError
  | OutboxFullError
  | OutboxUnavailableError
  | OutboxClosedError
  | OutboxLockedError
  | OutboxFormatError
  | OutboxStoppedError;
