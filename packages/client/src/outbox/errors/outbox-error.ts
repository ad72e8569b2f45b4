/** The base of every error about an outbox; `code` is stable and made to be switched on. */
export abstract class OutboxError extends Error {
  abstract readonly code: string;
}
