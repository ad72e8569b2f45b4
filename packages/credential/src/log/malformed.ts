/** Something of a log is not in its published form; the message says what was expected. */
export class MalformedLogData extends Error {
  override readonly name = 'MalformedLogData';
  readonly code = 'malformedLogData';
}

/** Throws a MalformedLogData with this message unless the claim holds. */
export function expectForm(claim: unknown, message: string): asserts claim {
  if (!claim) throw new MalformedLogData(message);
}
