import { OutboxError } from './outbox-error.ts';

/** The browser gave no storage, or took it back: site data are blocked, or its disk failed. `cause` is its reason. */
export class OutboxUnavailableError extends OutboxError {
  declare readonly code: 'outboxUnavailable';

  constructor(where: string, cause: unknown) {
    super(
      'outboxUnavailable',
      `expected IndexedDB for ${where}, found that the browser refused it`,
      { cause },
    );
  }
}
