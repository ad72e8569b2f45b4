import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command.ts';
import { freePort } from './free-port.ts';

/** A PostgreSQL server of its own for a run of the tests. */
export interface TestPostgres {
  /** Address of a database whose user may create others. */
  readonly url: string;
  /** Ends the server as a crash would, without writing anything, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL server with an empty cluster in a temporary folder, on a free port of the loopback address; one that is
 * durable keeps what it has committed as in production, for measuring. Undefined where no server program of version 15 or
 * later is installed.
 */
export async function startPostgres({ isDurable = false } = {}): Promise<TestPostgres | undefined> {
  const programs = findPrograms();
  if (!programs) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'fupin-postgres-'));
  const account = await serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const port = await freePort();

  const run = async (program: string, parameters: readonly string[]) => {
    const command = path.join(programs, program);
    const { status, output } = account
      ? await runCommand('runuser', ['-u', 'postgres', '--', command, ...parameters], { cwd: '/' })
      : await runCommand(command, parameters, { cwd: '/' });
    if (status !== 0) throw new Error(`${program} failed:\n${output}`);
  };

  const data = path.join(folder, 'data');
  await run('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ]);
  const start = () =>
    run('pg_ctl', [
      '-D',
      data,
      '-w',
      '-l',
      path.join(folder, 'log'),
      '-o',
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 ${isDurable ? '' : withoutDurability}`,
      'start',
    ]);
  const end = () => run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      await end();
      await start();
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The cluster goes with the run: nobody needs it to outlive a power cut.
const withoutDurability = '-c fsync=off -c synchronous_commit=off -c full_page_writes=off';

/** The folder of the newest server programs, version 15 or later. */
function findPrograms(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const folders = existsSync(versions)
    ? readdirSync(versions)
        .filter((version) => Number(version) >= 15)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => path.join(versions, version, 'bin'))
    : [];
  folders.push('/opt/homebrew/opt/postgresql/bin', '/usr/local/opt/postgresql/bin');
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root; the account that its package made runs it then. */
async function serverAccount(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const ids = await Promise.all(['-u', '-g'].map((flag) => runCommand('id', [flag, 'postgres'])));
  const [uid, gid] = ids.map(({ output }) => Number(output));
  if (ids.some(({ status }) => status !== 0) || uid === undefined || gid === undefined) {
    throw new Error('PostgreSQL cannot run as root, and there is no account "postgres" to run it.');
  }
  return { uid, gid };
}
