import { CliError, usageError } from './cli-error.ts';
import type { Command } from './command.ts';
import { importCommand } from './import-command.ts';
import { keysCommand } from './keys-command.ts';
import { ledgerCommand } from './ledger-command.ts';
import { logCommand } from './log-command.ts';
import { migrateCommand } from './migrate-command.ts';
import { rootCommand } from './root-command.ts';
import { seedCommand } from './seed-command.ts';
import { serveCommand } from './serve-command.ts';
import { readSettings, settingsHelp } from './settings.ts';
import { signingKeysCommand } from './signing-keys-command.ts';

const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  migrate: migrateCommand,
  seed: seedCommand,
  import: importCommand,
  keys: keysCommand,
  'signing-keys': signingKeysCommand,
  root: rootCommand,
  log: logCommand,
  ledger: ledgerCommand,
};

/** Where the program writes. */
export interface CliOutput {
  out(line: string): void;
  error(line: string): void;
}

/** Runs `fupin-registry` with its parameters; resolves with the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runCli(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  output: CliOutput,
): Promise<number> {
  const [name, ...rest] = parameters;
  const print = (line: string) => {
    output.out(line);
  };
  const note = (line: string) => {
    output.error(line);
  };
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      (name === undefined ? note : print)(help());
      return name === undefined ? 2 : 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw usageError(`There is no command "${name}". Expected: ${names()}.`);
    if (rest.includes('--help') || rest.includes('-h')) {
      print(command.help);
      return 0;
    }
    const settings = readSettings(environment);
    return await command.run({ parameters: rest, settings, print, note });
  } catch (error) {
    return explain(error, name ?? '', note);
  }
}

function explain(error: unknown, command: string, note: (line: string) => void): number {
  if (error instanceof CliError) {
    note(`fupin-registry: ${error.message}`);
    return error.exitCode;
  }
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code.startsWith('ERR_PARSE_ARGS')) {
    note(`fupin-registry ${command}: ${message}\nSee fupin-registry ${command} --help`);
    return 2;
  }
  note(
    `fupin-registry ${command} failed: ${message}\n` +
      `If it happens again, report it with this line and the version of Node (${process.version}).`,
  );
  return 1;
}

function names(): string {
  return Object.keys(commands).join(', ');
}

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(12)} ${summary}`,
  );
  return `\
fupin-registry: the certification registry of poverty alleviation products

Usage: fupin-registry COMMAND [options]

${lines.join('\n')}

fupin-registry COMMAND --help says more.

${settingsHelp}`;
}
