import { spawn } from 'node:child_process';
import path from 'node:path';

/** The folder of the repository. */
export const root = path.dirname(import.meta.dirname);

export interface CommandResult {
  readonly status: number;
  /** What the command printed, both streams in order. */
  readonly output: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether to print the output as it comes, beside keeping it. */
  readonly live?: boolean;
}

/** Runs a command to its end; a command that cannot be started has status 127. */
export async function runCommand(
  command: string,
  parameters: readonly string[],
  { cwd = root, env = {}, live = false }: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(command, [...parameters], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const [stream, sink] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      output += text;
      if (live) sink.write(text);
    });
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve({ status: 127, output: `${output}${command}: ${error.message}` });
    });
    child.on('close', (status) => {
      resolve({ status: status ?? 1, output });
    });
  });
}

/** Ends the program with a message that says what happened and what to do. */
export function fail(what: string, remedy: string): never {
  console.error(`\n${what}\n${remedy}`);
  process.exit(1);
}
