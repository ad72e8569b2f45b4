/** A command can't do what was asked. Printed as it is, without a stack: what happened, what was expected, what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';
  /** 1 where it failed, 2 where it was called wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command was called wrongly. */
export function usageError(message: string): CliError {
  return new CliError(message, 2);
}
