import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** When a process started, as the system spells it; empty where it does not tell, or where there is no such process. */
export function startOf(pid: number): Promise<string> {
  switch (process.platform) {
    case 'linux':
      return startByProc(pid);
    case 'win32':
      return Promise.resolve('');
    default:
      return startByPs(pid);
  }
}

/** In clock ticks since the system started (proc_pid_stat(5), field 22). */
async function startByProc(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before may hold anything, blanks and brackets too.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** As `ps` prints `lstart`, which macOS and the BSDs have. */
export async function startByPs(pid: number): Promise<string> {
  // Spelt alike whatever the language and time zone of who asks.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).catch(() => ({
    stdout: '',
  }));
  return stdout.trim();
}
