import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCli } from '../src/cli/run-cli.ts';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

/** What a run of the command came to. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Starts the real command in a process of its own, without a terminal and in English unless the environment says otherwise. */
export function startFupin(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { readonly child: ChildProcess; readonly ended: Promise<Run> } {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--conditions=@fupin/source', cli, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, LANG: 'en_US.UTF-8', ...environment },
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([out, error, [code]]) => ({ code: code as number | null, out, error }),
  );
  return { child, ended };
}

/** Runs the command to its end within this process, as cheaply as a test may want to. */
export async function fupin(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const written = { out: '', error: '' };
  const into = (name: keyof typeof written) => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const code = await runCli(parameters, {
    environment: { LANG: 'en_US.UTF-8', ...environment },
    ...{ stdin: process.stdin, stdout: into('out'), stderr: into('error') },
    ...{ onInterrupt: () => undefined, fetch: globalThis.fetch, now: () => new Date() },
  });
  return { code, ...written };
}
