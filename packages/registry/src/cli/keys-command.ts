import { DivisionCode, isUscc, roles, TownshipCode, type Role } from '@fupin/schema';
import { parseArgs } from 'node:util';
import type { Database } from '../database/database.ts';
import { findSuppliers, supplierIdOf } from '../directory/supplier-store.ts';
import { createKey, listKeys, revokeKey, type Key, type NewKey } from '../keys/key-store.ts';
import { operatorIdOf, upsertOperators } from '../outlets/outlet-store.ts';
import { aligned } from './aligned.ts';
import { CliError, usageError } from './cli-error.ts';
import type { Command, CommandContext } from './command.ts';
import { readOrigins } from './read-origins.ts';
import { settingsHelp } from './settings.ts';
import { withDatabase } from './with-database.ts';

const grants = ['publishable', ...roles] as const;

/** `fupin-registry keys` */
export const keysCommand: Command = {
  summary: 'make, list and revoke keys',
  help: `\
Usage: fupin-registry keys create --role ROLE [options]
       fupin-registry keys list
       fupin-registry keys revoke ID

A key's text is printed once, when it is made; the registry keeps only its hash.

Roles: ${grants.join(', ')}
  publishable is for web pages: it reads public data, from its origins only. The others are secret keys for servers.

Options of create:
  --origin URL      of publishable, needed: origin of the pages, such as https://shop.example; may be repeated
  --operator NAME   of operator, needed: whose outlets it is for; a new name makes a new operator
  --division CODE   of certifier, needed, or of supervisor: division whose applications and certificates it is for: six digits
                    (GB/T 2260), nine for a township (GB/T 10114), 000000 for the whole country
  --supplier USCC   of supplier, needed: unified social credit code of a supplier in the directory
  --label TEXT      what it is for, in your words

${settingsHelp}`,

  async run(context) {
    const [action, ...parameters] = context.parameters;
    switch (action) {
      case 'create':
        return create({ ...context, parameters });
      case 'list':
        return list({ ...context, parameters });
      case 'revoke':
        return revoke({ ...context, parameters });
      default:
        throw usageError(
          `keys ${action ?? ''}: expected create, list or revoke. See fupin-registry keys --help`,
        );
    }
  },
};

async function create({ parameters, settings, print, note }: CommandContext): Promise<number> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      role: { type: 'string' },
      origin: { type: 'string', multiple: true },
      operator: { type: 'string' },
      division: { type: 'string' },
      supplier: { type: 'string' },
      label: { type: 'string' },
    },
    strict: true,
  });
  const { role: name, operator, division, supplier, label = '' } = values;
  const role = grants.find((known) => known === name);
  if (!role) {
    throw usageError(`--role is ${quoted(name)}. Expected one of: ${grants.join(', ')}.`);
  }
  const origins = readOrigins(values.origin);
  only(role, 'publishable', '--origin', values.origin?.join(' '));
  only(role, 'operator', '--operator', operator);
  if (role === 'certifier' && !division) throw usageError('--role certifier needs --division.');
  if (division !== undefined && role !== 'certifier' && role !== 'supervisor') {
    throw usageError(`--division goes with --role certifier or supervisor, not with ${role}.`);
  }
  only(role, 'supplier', '--supplier', supplier);
  const isDivision = [DivisionCode, TownshipCode].some((code) => code.safeParse(division).success);
  if (division !== undefined && !isDivision) {
    throw usageError(
      `--division is "${division}". Expected: six digits (GB/T 2260), or nine for a township.`,
    );
  }
  const { key, secret } = await withDatabase(settings.database, async (database) => {
    if (supplier !== undefined) await checkSupplier(database, supplier);
    return database.transaction(async (connection) => {
      if (operator !== undefined) await upsertOperators(connection, [operator]);
      return createKey(
        connection,
        newKey(role, { origins, operator, division, supplier, label }),
        new Date(),
      );
    });
  });
  note(`Key ${key.keyId} for ${role}. Its text follows and is shown this once:`);
  print(secret);
  return 0;
}

/** Demands an option with the role that needs it, and refuses it with any other. */
function only(role: string, owner: string, option: string, value: string | undefined): void {
  if (role === owner && !value) throw usageError(`--role ${role} needs ${option}.`);
  if (role !== owner && value !== undefined) {
    throw usageError(`${option} goes with --role ${owner} alone, not with ${role}.`);
  }
}

async function checkSupplier(database: Database, uscc: string): Promise<void> {
  if (!isUscc(uscc)) {
    throw usageError(`--supplier is "${uscc}". Expected: a unified social credit code.`);
  }
  const supplierId = supplierIdOf(uscc);
  if ((await findSuppliers(database, [supplierId])).size > 0) return;
  throw new CliError(
    `No supplier has the code ${uscc}. Expected: one of the directory; import it first.`,
  );
}

function newKey(
  role: 'publishable' | Role,
  given: {
    readonly origins: readonly string[];
    readonly operator: string | undefined;
    readonly division: string | undefined;
    readonly supplier: string | undefined;
    readonly label: string;
  },
): NewKey {
  const { origins, operator, division, supplier, label } = given;
  if (role === 'publishable') return { kind: 'publishable', label, origins };
  return {
    kind: 'secret',
    label,
    role,
    ...(operator !== undefined && { operatorId: operatorIdOf(operator) }),
    ...(division !== undefined && { divisionCode: division }),
    ...(supplier !== undefined && { supplierId: supplierIdOf(supplier) }),
  };
}

async function list({ parameters, settings, print }: CommandContext): Promise<number> {
  parseArgs({ args: [...parameters], options: {}, strict: true });
  const keys = await withDatabase(settings.database, (database) => listKeys(database));
  if (keys.length === 0) print('There are no keys. Make one: fupin-registry keys create --help');
  const rows = [['ID', 'ROLE', 'STATE', 'MADE', 'FOR'], ...keys.map(rowOf)];
  if (keys.length > 0) for (const line of aligned(rows)) print(line);
  return 0;
}

function rowOf(key: Key): string[] {
  const bound = [key.operatorId, key.divisionCode, key.supplierId, ...key.origins, key.label];
  return [
    key.keyId,
    key.role ?? key.kind,
    key.revokedAt === null ? 'in force' : `revoked ${key.revokedAt.slice(0, 10)}`,
    key.createdAt.slice(0, 10),
    bound.filter(Boolean).join(' '),
  ];
}

async function revoke({ parameters, settings, print }: CommandContext): Promise<number> {
  const { positionals } = parseArgs({
    args: [...parameters],
    options: {},
    allowPositionals: true,
    strict: true,
  });
  const [keyId, ...more] = positionals;
  if (!keyId || more.length > 0)
    throw usageError('keys revoke needs one ID, as keys list shows it.');
  const revoked = await withDatabase(settings.database, (database) =>
    database.transaction((connection) => revokeKey(connection, keyId, new Date())),
  );
  if (!revoked) {
    throw new CliError(
      `No key ${keyId} is in force. Expected: an ID that fupin-registry keys list shows.`,
    );
  }
  print(`Key ${keyId} is revoked.`);
  return 0;
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'missing' : `"${text}"`;
}
