import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AuditFault, AuditNetworkError } from '../audit/audit-fault.ts';
import { auditRegistry, type AuditProgress } from '../audit/audit-registry.ts';
import { createRegistryReader } from '../audit/registry-reader.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Command, CommandContext } from './command.ts';
import { settingsHelp } from './settings.ts';

const faultFound = 1;
const networkFailed = 3;
const noteEveryMs = 5000;

/** `fupin-registry log` */
export const logCommand: Command = {
  summary: 'audit the transparency log of a registry, from outside',
  help: `\
Usage: fupin-registry log verify --url URL [--vkey KEY] [--from FILE] [--save FILE]

Anybody can run it; it needs nothing of the registry but its public address. It downloads the whole log, rebuilds the tree from
the entries, compares every tile and the signed checkpoint with it, and then what the registry serves with what the log says:
each certificate, its status, the key set, the register of mark licences.

Options:
  --url URL    address of the registry, needed
  --vkey KEY   verifier key of the log; without it the one that the registry names is believed
  --from FILE  a checkpoint saved earlier: the log must begin with what it was then
  --save FILE  where to save the checkpoint for the next time

Ends with 0 where all is right, 1 where something is wrong (the first place is named), 3 where something can't be fetched.

${settingsHelp}`,

  async run(context) {
    const [action, ...parameters] = context.parameters;
    if (action === 'verify') return verify({ ...context, parameters });
    throw usageError(`log ${action ?? ''}: expected verify. See fupin-registry log --help`);
  },
};

async function verify({ parameters, print, note }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      url: { type: 'string' },
      vkey: { type: 'string' },
      from: { type: 'string' },
      save: { type: 'string' },
    },
    strict: true,
  });
  const { url, vkey, from, save } = values;
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw usageError(
      'log verify needs --url with the address of a registry, such as https://registry.example',
    );
  }
  const reader = createRegistryReader(url.replace(/\/$/, ''));
  const started = performance.now();
  try {
    const result = await auditRegistry({
      reader,
      logKey: vkey,
      from: from === undefined ? undefined : await readCheckpointFile(from),
      onProgress: progressNote(note),
    });
    if (save !== undefined) await writeFile(save, result.checkpoint);
    const counts = [...result.counts].map(([type, count]) => `${count} ${type}`).join(', ');
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const megabytes = (reader.bytesRead / 1e6).toFixed(1);
    print(`The log of ${url} is right: ${result.treeSize} entries (${counts || 'none'}).`);
    if (result.fromSize !== undefined) {
      print(`It begins with the ${result.fromSize} entries of the earlier checkpoint.`);
    }
    print(`The registry serves what the log says: ${result.certificates} certificates compared.`);
    print(`Read ${megabytes} MB in ${seconds} s.`);
    if (vkey === undefined) {
      print(
        `The log key was taken from the registry itself; next time give --vkey '${result.logKey}'`,
      );
    }
    return 0;
  } catch (error) {
    if (error instanceof AuditFault) {
      note(`WRONG: ${error.message}`);
      return faultFound;
    }
    if (error instanceof AuditNetworkError) {
      note(`Nothing can be said: ${error.message}`);
      return networkFailed;
    }
    throw error;
  }
}

async function readCheckpointFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError(`The checkpoint ${file} can't be read: ${(error as Error).message}`, 2);
  }
}

function progressNote(note: (line: string) => void): (progress: AuditProgress) => void {
  let notedAt = performance.now();
  return ({ phase, done, total }) => {
    const now = performance.now();
    if (now - notedAt < noteEveryMs) return;
    notedAt = now;
    const what = phase === 'log' ? 'entries' : 'certificates';
    note(`${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`);
  };
}
