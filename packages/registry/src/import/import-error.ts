/** A file can't be imported at all. The message says what was found and what was expected. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code = 'import';
}
