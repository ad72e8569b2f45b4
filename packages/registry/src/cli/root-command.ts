import { signKeySet, toDidWeb } from '@fupin/credential';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readPrivateFile } from '../signing/private-file.ts';
import type { PublishedKey } from '../signing/registry-keys.ts';
import { SigningKeyError } from '../signing/signing-key-error.ts';
import { loadSigningKey, readSigningKey } from '../signing/signing-key.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Command, CommandContext } from './command.ts';
import { settingsHelp } from './settings.ts';

const standardDays = 90;
const longestDays = 400;

/** `fupin-registry root` */
export const rootCommand: Command = {
  summary: 'make the root key and sign key sets with it, offline',
  help: `\
Usage: fupin-registry root create FILE
       fupin-registry root sign-key-set FILE --keys KEYS [--days N]

To be run on a machine without network. The root key signs nothing but key sets; who pins its thumbprint believes only keys
that it signed.

create        makes the root key in FILE (mode 600) and prints its thumbprint, which others pin
sign-key-set  signs the public keys in KEYS, as fupin-registry signing-keys list --json prints them, and prints the key set
              for fupin-registry signing-keys install

Options of sign-key-set:
  --keys KEYS  file of public keys, needed
  --days N     how long the key set is to be believed, 1 to ${longestDays} (default ${standardDays})

The key set is of the registry at FUPIN_PUBLIC_URL.

${settingsHelp}`,

  async run(context) {
    const [action, ...parameters] = context.parameters;
    try {
      if (action === 'create') return await create({ ...context, parameters });
      if (action === 'sign-key-set') return await sign({ ...context, parameters });
    } catch (error) {
      if (error instanceof SigningKeyError) throw new CliError(error.message);
      throw error;
    }
    throw usageError(
      `root ${action ?? ''}: expected create or sign-key-set. See fupin-registry root --help`,
    );
  },
};

async function create({ parameters, print, note }: CommandContext): Promise<number> {
  const { positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    strict: true,
  });
  const file = onlyFile(positionals, 'create');
  const { signingKey, isNew } = await loadSigningKey(file);
  if (!isNew)
    throw new CliError(`${file} is there already. Expected: a file that does not exist yet.`);
  note(
    `The root key is in ${file} (mode 600). Keep it offline, with a copy elsewhere. Its thumbprint:`,
  );
  print(signingKey.kid);
  return 0;
}

async function sign({ parameters, settings, print }: CommandContext): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...parameters],
    options: { keys: { type: 'string' }, days: { type: 'string' } },
    allowPositionals: true,
    strict: true,
  });
  const file = onlyFile(positionals, 'sign-key-set');
  if (!values.keys) throw usageError('root sign-key-set needs --keys KEYS.');
  const days = Number(values.days ?? standardDays);
  if (!Number.isInteger(days) || days < 1 || days > longestDays) {
    throw usageError(`--days is "${values.days}". Expected: 1 to ${longestDays}.`);
  }
  const text = await readPrivateFile(file);
  if (text === undefined) throw new CliError(`There is no root key ${file}.`);
  const issuer = toDidWeb(settings.publicUrl);
  const validFrom = new Date();
  const validUntil = new Date(validFrom.getTime() + days * 86_400_000);
  const keys = readPublicKeys(await readFile(values.keys, 'utf8'), values.keys);
  const root = await readSigningKey(text, file);
  print(await signKeySet({ issuer, validFrom, validUntil, keys }, root));
  return 0;
}

function readPublicKeys(text: string, file: string): readonly PublishedKey[] {
  try {
    const { keys } = JSON.parse(text) as { keys: readonly (PublishedKey & { d?: string })[] };
    const arePublic = keys.every(
      ({ kty, crv, x, y, kid, d }) => kty === 'EC' && crv === 'P-256' && x && y && kid && !d,
    );
    if (keys.length > 0 && arePublic) return keys;
  } catch {
    // What it is instead is told below.
  }
  throw new CliError(
    `${file} holds no public keys. Expected: what fupin-registry signing-keys list --json prints.`,
  );
}

function onlyFile(positionals: readonly string[], action: string): string {
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw usageError(`root ${action} needs one FILE, of the root key.`);
  return file;
}
