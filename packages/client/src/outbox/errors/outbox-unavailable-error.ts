import { OutboxError } from './outbox-error.ts';

/** The browser gives this page no storage: site data are blocked, or a private window has none. `cause` is its reason. */
export class OutboxUnavailableError extends OutboxError {
  override readonly name = 'OutboxUnavailableError';
  readonly code = 'outboxUnavailable';

  constructor(where: string, cause: unknown) {
    super(`expected IndexedDB for ${where}, found that the browser gives none here`, { cause });
  }
}
