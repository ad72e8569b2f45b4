/** Where a command writes: a terminal, a file, or another program. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Where a command reads what is typed. */
export interface Input extends AsyncIterable<unknown> {
  readonly isTTY?: boolean | undefined;
  setRawMode?(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  pause(): unknown;
}

/** What a command has of the process that runs it. */
export interface CliContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  /** For the result. */
  readonly stdout: Output;
  /** For progress, questions and what went wrong. */
  readonly stderr: Output;
  /** Calls the listener whenever the person at the keyboard, or the system, wants it to end. */
  readonly onInterrupt: (listener: () => void) => void;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}
