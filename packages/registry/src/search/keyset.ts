import { hash } from 'node:crypto';
import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
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

function positionColumns(keys: readonly SortKey[]) {
  return keys.map(({ expression }, place) => expression.as(`key${place}` as PositionColumn));
}

function positionOf(keys: readonly SortKey[], row: object): Position {
  return keys.map((_, place) => {
    const value: unknown = Reflect.get(row, `key${place}`);
    if (typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`the row has no key${place}`);
  });
}

function orderBy(keys: readonly SortKey[]): RawBuilder<unknown> {
  return sql.join(
    keys.map(({ expression, direction }) =>
      direction === 'ascending' ? sql`${expression} asc` : sql`${expression} desc`,
    ),
  );
}

function isAfter(keys: readonly SortKey[], position: Position): RawBuilder<SqlBool> {
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

/** Which page of a list is asked for. */
export interface PageRequest {
  /** Which list it is, with all that selects and sorts its rows, so that a cursor is good for this one alone. */
  readonly list: unknown;
  readonly keys: readonly SortKey[];
  /** How many rows at most; 50 where absent. */
  readonly limit: number | undefined;
  /** Where it begins; the first page where absent. */
  readonly cursor: string | undefined;
}

/** The rows of one page of what a query selects, in the order of the keys, and the cursor of the next. */
export async function readPage<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  { list, keys, limit = 50, cursor }: PageRequest,
): Promise<{ readonly rows: readonly Row[]; readonly nextCursor: string | null }> {
  const position = readCursor(list, keys, cursor);
  const found = await query
    .select(positionColumns(keys))
    .$if(position !== undefined, (all) => all.where(isAfter(keys, position ?? [])))
    .orderBy(orderBy(keys))
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows as readonly Row[],
    nextCursor: last && found.length > limit ? writeCursor(list, positionOf(keys, last)) : null,
  };
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
