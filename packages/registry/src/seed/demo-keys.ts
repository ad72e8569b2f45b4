import { roles, type Role } from '@fupin/schema';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Connection } from '../database/database.ts';
import {
  createKey,
  findKey,
  listKeys,
  revokeKey,
  setKeyOrigins,
  type NewKey,
} from '../keys/key-store.ts';

/** The demo's keys by role, as they stand in `demo-keys.json`. */
export type DemoKeys = Readonly<Record<'publishable' | Role, string>>;

const label = 'demo';
const names = ['publishable', ...roles] as const;

/** To whom the demo's keys belong. */
export interface DemoKeyOwners {
  readonly operatorId: string;
  readonly supplierId: string;
  /** Of the county whose certificates the certifier's key is for. */
  readonly divisionCode: string;
}

/**
 * The demo's keys: those kept, where each is still in force, else all made anew; the publishable one may be used from these
 * origins beside those it has.
 */
export async function ensureDemoKeys(
  connection: Connection,
  kept: DemoKeys | undefined,
  owners: DemoKeyOwners,
  origins: readonly string[],
  now: Date,
): Promise<DemoKeys> {
  if (kept && (await areInForce(connection, kept))) {
    const key = await findKey(connection, kept.publishable);
    if (key) {
      await setKeyOrigins(connection, key.keyId, [...new Set([...key.origins, ...origins])]);
    }
    return kept;
  }
  for (const key of await listKeys(connection)) {
    if (key.label === label) await revokeKey(connection, key.keyId, now);
  }
  const keys: [string, string][] = [];
  for (const name of names) {
    const { secret } = await createKey(connection, newKey(name, owners, origins), now);
    keys.push([name, secret]);
  }
  return Object.fromEntries(keys) as DemoKeys;
}

/** Writes the keys where only their owner may read them. */
export async function writeDemoKeys(file: string, keys: DemoKeys): Promise<void> {
  // Written beside and moved, so that nobody finds half a file, nor one that others may read.
  await rm(`${file}.new`, { force: true });
  await writeFile(`${file}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The keys in a file; undefined where there is none or one of them is missing. */
export async function readDemoKeys(file: string): Promise<DemoKeys | undefined> {
  try {
    const keys = JSON.parse(await readFile(file, 'utf8')) as Partial<DemoKeys>;
    return names.every((name) => typeof keys[name] === 'string') ? (keys as DemoKeys) : undefined;
  } catch {
    return undefined;
  }
}

async function areInForce(connection: Connection, keys: DemoKeys): Promise<boolean> {
  const found = await Promise.all(names.map((name) => findKey(connection, keys[name])));
  return found.every((key) => key?.revokedAt === null);
}

function newKey(
  name: (typeof names)[number],
  { operatorId, supplierId, divisionCode }: DemoKeyOwners,
  origins: readonly string[],
): NewKey {
  if (name === 'publishable') return { kind: 'publishable', label, origins };
  return {
    kind: 'secret',
    label,
    role: name,
    ...(name === 'operator' && { operatorId }),
    ...(name === 'supplier' && { supplierId }),
    ...(name === 'certifier' && { divisionCode }),
  };
}
