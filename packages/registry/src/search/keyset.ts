import { hash } from 'node:crypto';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { isStorableText } from '../database/storable-text.ts';
import { invalidInput } from '../http/problem-error.ts';
import type { SortedPlace } from './top-places.ts';

/** One of the expressions by which a list is sorted; the last one of a list is unique. */
export interface SortKey {
  readonly expression: RawBuilder<string | number>;
  readonly type: 'text' | 'integer';
  readonly direction: 'ascending' | 'descending';
}

/** Where a page ended: the values of the sort keys of its last row. */
export type Position = readonly (string | number)[];

type PositionColumn = `key${number}`;

/** The columns in which a list's rows carry their position. */
export function positionColumns(keys: readonly SortKey[]) {
  return keys.map(({ expression }, place) => expression.as(`key${place}` as PositionColumn));
}

/** The position of a row that was selected with {@link positionColumns}. */
export function positionOf(
  keys: readonly SortKey[],
  row: Readonly<Record<PositionColumn, string | number>>,
): Position {
  return keys.map((_, place) => {
    const value = row[`key${place}`];
    if (value === undefined) throw new TypeError(`the row has no key${place}`);
    return value;
  });
}

/** The `order by` of a list. */
export function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  return sql.join(
    keys.map(({ expression, direction }) =>
      direction === 'ascending' ? sql`${expression} asc` : sql`${expression} desc`,
    ),
  );
}

/** Condition: the row comes after a position. */
export function isAfter(keys: readonly SortKey[], position: Position): RawBuilder<SqlBool> {
  const branches = keys.map(({ expression, direction }, place) => {
    const same = keys.slice(0, place).map((key, at) => sql`${key.expression} = ${position[at]}`);
    const beyond =
      direction === 'ascending'
        ? sql`${expression} > ${position[place]}`
        : sql`${expression} < ${position[place]}`;
    return sql`(${sql.join([...same, beyond], sql` and `)})`;
  });
  return sql<SqlBool>`(${sql.join(branches, sql` or `)})`;
}

/** Writes a position down for a caller; `list` says of which list, with all that selects and sorts its rows. */
export function writeCursor(list: unknown, position: Position): string {
  const text = JSON.stringify(position);
  return `${Buffer.from(text).toString('base64url')}.${checkOf(list, text)}`;
}

/** Reads a cursor; throws `invalidInput` where it is none, or comes from another list. */
export function readCursor(
  list: unknown,
  keys: readonly Pick<SortKey, 'type'>[],
  cursor: string | undefined,
): Position | undefined {
  if (cursor === undefined) return undefined;
  const [encoded = '', check] = cursor.split('.');
  const text = Buffer.from(encoded, 'base64url').toString();
  if (check !== checkOf(list, text)) {
    throw invalidInput('query', '/cursor', 'must be the nextCursor of a page of this very list');
  }
  const position = parsed(text);
  if (!isPosition(position, keys)) {
    throw invalidInput('query', '/cursor', 'must be a nextCursor that the registry has given out');
  }
  return position;
}

/** The same for a list whose position is two numbers, as that of a SortedPlace. */
export function readPlaceCursor(
  list: unknown,
  cursor: string | undefined,
): SortedPlace | undefined {
  const position = readCursor(list, [{ type: 'integer' }, { type: 'integer' }], cursor);
  return position && [Number(position[0]), Number(position[1])];
}

// Not a signature: a cursor gives no access to anything. It keeps cursors from being garbled or taken to another list.
function checkOf(list: unknown, text: string): string {
  return hash('sha256', JSON.stringify([list, text]), 'base64url').slice(0, 11);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown, keys: readonly Pick<SortKey, 'type'>[]): value is Position {
  return (
    Array.isArray(value) &&
    value.length === keys.length &&
    keys.every(({ type }, place) => {
      const part: unknown = value[place];
      return type === 'integer'
        ? Number.isSafeInteger(part)
        : typeof part === 'string' && isStorableText(part);
    })
  );
}
