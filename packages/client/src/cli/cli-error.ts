/** What the command's exit status says. */
export const exitCodes = {
  /** Every row is in the ledger. */
  done: 0,
  /** Some rows are not, and FILE.faulty.csv says why. */
  someRejected: 1,
  /** Called wrongly, or the file's columns have to be explained. */
  usage: 2,
  /** The registry refuses the key or the report. */
  refused: 3,
  /** The file can't be read, or the state not be kept. */
  unreadable: 4,
  /** Ended by Ctrl-C or a signal; started again it goes on. */
  interrupted: 130,
} as const;

/** A command can't do what was asked. Printed as it is, without a stack: what happened, what was expected, what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}
