/** The keys that sign credentials can't be had, or are not kept as they have to be. The message says what to do. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
  readonly code = 'signingKey';
}
