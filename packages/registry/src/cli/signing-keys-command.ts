import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  activeKey,
  createKeyRing,
  newKeyRing,
  publishedKeys,
  readKeyRing,
  replaceKeyRing,
  stateOf,
  withActiveKey,
  withNextKey,
  withRetiredKey,
  type KeyRing,
} from '../signing/key-ring.ts';
import { readKeySet } from '../signing/key-set-token.ts';
import { checkKeySet, type KeyPlaces } from '../signing/load-keys.ts';
import { replaceFile } from '../signing/private-file.ts';
import { isUsable } from '../signing/registry-keys.ts';
import { SigningKeyError } from '../signing/signing-key-error.ts';
import { aligned } from './aligned.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Command, CommandContext } from './command.ts';
import { settingsHelp } from './settings.ts';

const hourMs = 3_600_000;
/** Status lists last as long, and pages may go on with the key set that came with theirs. */
const overlapHours = 24;

type Action = (context: CommandContext) => Promise<number>;

const actions: Readonly<Record<string, Action>> = { create, list, install, activate, retire };

/** `fupin-registry signing-keys` */
export const signingKeysCommand: Command = {
  summary: 'rotate the keys that sign certificates, badges and lists',
  help: `\
Usage: fupin-registry signing-keys create
       fupin-registry signing-keys list [--json]
       fupin-registry signing-keys install FILE
       fupin-registry signing-keys activate KID [--now]
       fupin-registry signing-keys retire KID [--now]

create    makes the next key and prints its public part; it signs nothing yet. Where there is no key, makes the first
list      lists the keys; with --json it prints the public ones, for fupin-registry root sign-key-set
install   checks the key set that the root key signed, and publishes it
activate  lets a key sign, once it has been published for ${overlapHours} hours (--now: at once)
retire    ends a key that signs no more, ${overlapHours} hours after another took over (--now: at once), and forgets its private
          part; sign and install the key set anew after it

A registry that runs reads the keys again every minute, and at once on SIGHUP.

${settingsHelp}`,

  async run(context) {
    const [name = '', ...parameters] = context.parameters;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) {
      throw usageError(
        `signing-keys ${name}: expected ${Object.keys(actions).join(', ')}. See fupin-registry signing-keys --help`,
      );
    }
    try {
      return await action({ ...context, parameters });
    } catch (error) {
      if (error instanceof SigningKeyError) throw new CliError(error.message);
      throw error;
    }
  },
};

async function create({ parameters, settings, print, note }: CommandContext): Promise<number> {
  parseArgs({ args: [...parameters], options: {}, strict: true });
  const { keyRingFile } = settings.keyPlaces;
  const known = await readRing(settings.keyPlaces);
  const now = new Date();
  const ring = known ? await withNextKey(known, now) : await newKeyRing(now);
  await (known ? replaceKeyRing : createKeyRing)(keyRingFile, ring);
  note(
    known
      ? 'The next key. It signs nothing before it is published, in a key set signed by the root key:'
      : `The first key, in ${keyRingFile} (mode 600). Have the root key sign it before the registry serves:`,
  );
  print(JSON.stringify(publishedKeys(ring).at(-1)));
  return 0;
}

async function list({ parameters, settings, print }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...parameters],
    options: { json: { type: 'boolean' } },
    strict: true,
  });
  const ring = await existingRing(settings.keyPlaces);
  if (values.json) {
    print(JSON.stringify({ keys: publishedKeys(ring) }, null, 2));
    return 0;
  }
  const rows = ring.keys.map((key) => [
    key.key.kid,
    stateOf(key, ring),
    ...[key.createdAt, key.activatedAt, key.retiredAt].map((at) => at?.slice(0, 16) ?? ''),
  ]);
  for (const line of aligned([['KID', 'STATE', 'MADE', 'ACTIVATED', 'RETIRED'], ...rows])) {
    print(line);
  }
  const keySet = await installedKeySet(settings.keyPlaces);
  print(
    keySet
      ? `Key set signed by root key ${keySet.rootKeyId}, until ${new Date(keySet.exp * 1000).toISOString()}`
      : 'No key set is installed.',
  );
  return 0;
}

async function install({ parameters, settings, print }: CommandContext): Promise<number> {
  const [file] = operands(parameters, 'install needs one FILE, which root sign-key-set wrote.');
  const places = settings.keyPlaces;
  const ring = await existingRing(places);
  const keySet = await readKeySet(await readFile(file, 'utf8'), file);
  const before = await installedKeySet(places);
  if (before && before.rootKeyId !== keySet.rootKeyId) {
    print(
      `The root key changes from ${before.rootKeyId} to ${keySet.rootKeyId}: pages that pin the old one refuse every badge.`,
    );
  }
  checkKeySet(keySet, activeKey(ring)?.key.kid ?? '', places.publicUrl, new Date());
  await replaceFile(places.keySetFile, `${keySet.token}\n`);
  print(`Installed: ${keySet.keys.map(({ kid }) => kid).join(', ')}`);
  return 0;
}

async function activate({ parameters, settings, print }: CommandContext): Promise<number> {
  const [kid, isNow] = operands(parameters, 'activate needs one KID, as list shows it.');
  const places = settings.keyPlaces;
  const now = new Date();
  const keySet = await installedKeySet(places);
  const published = keySet?.keys.find((key) => key.kid === kid);
  if (keySet && !(published && isUsable(published, now))) {
    throw new CliError(
      `The key ${kid} is not in the installed key set. Sign the set with it and install it first.`,
    );
  }
  if (!isNow) demandOverlap(keySet && keySet.iat * 1000, now, 'been published');
  await replaceKeyRing(places.keyRingFile, withActiveKey(await existingRing(places), kid, now));
  print(`The key ${kid} signs from now on. Retire the one before in ${overlapHours} hours.`);
  return 0;
}

async function retire({ parameters, settings, print }: CommandContext): Promise<number> {
  const [kid, isNow] = operands(parameters, 'retire needs one KID, as list shows it.');
  const places = settings.keyPlaces;
  const ring = await existingRing(places);
  const now = new Date();
  const since = activeKey(ring)?.activatedAt;
  if (!isNow) demandOverlap(since && Date.parse(since), now, 'signed no more');
  await replaceKeyRing(places.keyRingFile, withRetiredKey(ring, kid, now));
  print(
    `The key ${kid} is retired. Sign the key set anew and install it, so that others learn of it.`,
  );
  return 0;
}

function demandOverlap(since: number | '' | undefined, now: Date, what: string): void {
  if (!since || now.getTime() - since >= overlapHours * hourMs) return;
  throw new CliError(
    `The key has ${what} since ${new Date(since).toISOString()} only. Expected: ${overlapHours} hours, so that what others ` +
      `keep of the registry goes on to verify. If the other key was stolen, use --now.`,
  );
}

async function existingRing(places: KeyPlaces): Promise<KeyRing> {
  const ring = await readRing(places);
  if (ring) return ring;
  throw new CliError(
    `There is no key ring ${places.keyRingFile}. Make one: fupin-registry signing-keys create`,
  );
}

function readRing({ keyRingFile, signingKeyJwk }: KeyPlaces): Promise<KeyRing | undefined> {
  if (signingKeyJwk) {
    throw new CliError(
      'FUPIN_SIGNING_KEY is set, so the key ring is not in use. Rotate by giving another key and key set.',
    );
  }
  return readKeyRing(keyRingFile);
}

async function installedKeySet({ keySetFile }: KeyPlaces) {
  try {
    return await readKeySet(await readFile(keySetFile, 'utf8'), keySetFile);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function operands(parameters: readonly string[], need: string): [string, boolean] {
  const { positionals, values } = parseArgs({
    args: [...parameters],
    options: { now: { type: 'boolean' } },
    allowPositionals: true,
    strict: true,
  });
  const [first, ...more] = positionals;
  if (!first || more.length > 0) throw usageError(`signing-keys ${need}`);
  return [first, values.now ?? false];
}
