import { CliError, exitCodes } from './cli-error.ts';
import type { CliContext } from './cli-context.ts';
import { textsFor } from './language.ts';
import { report } from './report-command.ts';
import { readReportOptions } from './report-options.ts';

/** Runs `fupin` with its parameters; resolves with the exit status, see exitCodes. */
export async function runCli(parameters: readonly string[], context: CliContext): Promise<number> {
  const { environment, stdout, stderr } = context;
  const texts = textsFor(environment);
  const [name, ...rest] = parameters;
  try {
    const asksHelp = parameters.some((each) => each === '--help' || each === '-h');
    if (name === undefined || name === 'help' || asksHelp) {
      (name === undefined ? stderr : stdout).write(`${texts.help}\n`);
      return name === undefined ? exitCodes.usage : exitCodes.done;
    }
    if (name !== 'report') throw new CliError(texts.noCommand(name), exitCodes.usage);
    return await report(readReportOptions(rest, environment, texts), context, texts);
  } catch (error) {
    const isExpected = error instanceof CliError;
    const message = isExpected ? error.message : texts.unexpected((error as Error).message);
    stderr.write(`fupin: ${message}\n`);
    return isExpected ? error.exitCode : exitCodes.unreadable;
  }
}
