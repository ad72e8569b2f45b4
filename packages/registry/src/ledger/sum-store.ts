import { CompiledQuery } from 'kysely';
import type { Connection } from '../database/database.ts';
import { snakeCase } from '../database/snake-case.ts';
import { sumNames } from './line-sums.ts';
import type { LedgerSumRow } from './ledger-tables.ts';

const rowsAtOnce = 150;
const keyNames = ['scope', 'dimension', 'period', 'member'] as const;
const names = [...keyNames, ...sumNames];

const additions = sumNames
  .map(snakeCase)
  .map((name) => `${name} = ledger_sum.${name} + excluded.${name}`);

/** Adds sums to those that are kept. */
export async function addToSums(
  connection: Connection,
  rows: Iterable<LedgerSumRow>,
): Promise<void> {
  // The plugins would go through every query only to rename nothing.
  const plain = { ...connection, db: connection.db.withoutPlugins() };
  let parameters: unknown[] = [];
  for (const row of rows) {
    for (const name of names) parameters.push(row[name]);
    if (parameters.length < rowsAtOnce * names.length) continue;
    await plain.db.executeQuery(CompiledQuery.raw(addition(plain, rowsAtOnce), parameters));
    parameters = [];
  }
  const left = parameters.length / names.length;
  if (left > 0) {
    await plain.db.executeQuery(CompiledQuery.raw(addition(plain, left), parameters));
  }
}

const texts = new Map<string, string>();

function addition({ dialect }: Connection, rows: number): string {
  const shape = `${dialect.name} ${rows}`;
  const known = texts.get(shape);
  if (known !== undefined) return known;
  let place = 0;
  const values = Array.from(
    { length: rows },
    () => `(${names.map(() => dialect.placeholder((place += 1))).join(',')})`,
  );
  const text =
    `insert into ledger_sum (${names.map(snakeCase).join(', ')}) values ${values.join(',')} ` +
    `on conflict (${keyNames.join(', ')}) do update set ${additions.join(', ')}`;
  texts.set(shape, text);
  return text;
}
