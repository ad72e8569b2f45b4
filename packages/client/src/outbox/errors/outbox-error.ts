/** The base of every error about an outbox; `code` is stable and made to be switched on, and the name follows from it. */
export abstract class OutboxError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = `${code.replace(/^./, (first) => first.toUpperCase())}Error`;
  }
}
