import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const flags = ['--conditions=@fupin/source', '--input-type=module-typescript', '--eval'];

/** The text of a guide in this folder. */
export function readGuide(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

/** The examples of a guide in a language, in their order. */
export function examplesIn(guide: string, language = 'ts'): readonly string[] {
  const fences = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs');
  return [...guide.matchAll(fences)].map(([, code = '']) => code);
}

/** Runs an example in a process of its own, as its reader would; answers with what it prints. */
export async function runExample(
  code: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, code], {
    cwd: root,
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  return stdout;
}

/** Starts an example that goes on until it is killed. */
export function startExample(
  code: string,
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...flags, code], { cwd: root, env: { ...process.env, ...env } });
}
