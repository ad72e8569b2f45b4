import type { Settings } from './settings.ts';

/** Where a command reads and writes. */
export interface CommandContext {
  readonly parameters: readonly string[];
  readonly settings: Settings;
  readonly print: (line: string) => void;
  /** For what is not the command's result: progress, notes. */
  readonly note: (line: string) => void;
}

/** One command of `fupin-registry`. */
export interface Command {
  /** What it does, in one line. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Runs it; resolves with the exit code. */
  run(context: CommandContext): Promise<number>;
}
