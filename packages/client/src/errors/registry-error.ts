/** What was asked of the registry: HTTP method and full URL, never a key. */
export interface Call {
  readonly method: string;
  readonly url: string;
}

/** The base of every error about a call to the registry; `code` is stable and made to be switched on. */
export abstract class RegistryError extends Error {
  abstract readonly code: string;
  readonly method: string;
  readonly url: string;

  constructor(call: Call, message: string, options?: ErrorOptions) {
    super(`${call.method} ${call.url}: ${message}`, options);
    this.method = call.method;
    this.url = call.url;
  }
}
