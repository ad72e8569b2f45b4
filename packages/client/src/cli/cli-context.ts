/** What a command has of the process that runs it. */
export interface CliContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  /** For the result. */
  readonly stdout: NodeJS.WriteStream;
  /** For progress, questions and what went wrong. */
  readonly stderr: NodeJS.WriteStream;
  /** Calls the listener whenever the person at the keyboard, or the system, wants it to end. */
  readonly onInterrupt: (listener: () => void) => void;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}
