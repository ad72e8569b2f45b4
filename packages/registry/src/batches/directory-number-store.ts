import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';

/**
 * The next numbers of a county's certificates in a year: prefix of the scheme, year, county and place,
 * `FP-2020-520328-000148`. The format is this registry's own. No number is given twice, nor one that came from a file.
 */
export async function takeDirectoryNumbers(
  connection: Connection,
  { prefix, year, countyCode }: { prefix: string; year: string; countyCode: string },
  count: number,
): Promise<readonly string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const wanted = count - numbers.length;
    const first = await takeFromCounter(connection, { prefix, year, countyCode }, wanted);
    const candidates = Array.from(
      { length: wanted },
      (_, place) => `${prefix}-${year}-${countyCode}-${String(first + place).padStart(6, '0')}`,
    );
    const taken = await connection.db
      .selectFrom('certificate')
      .select('directoryNo')
      .where('directoryNo', 'in', candidates)
      .execute();
    const known = new Set(taken.map(({ directoryNo }) => directoryNo));
    numbers.push(...candidates.filter((number) => !known.has(number)));
  }
  return numbers;
}

async function takeFromCounter(
  { db }: Connection,
  { prefix, year, countyCode }: { prefix: string; year: string; countyCode: string },
  count: number,
): Promise<number> {
  // Writing the row keeps other batches waiting, so that no two take the same numbers.
  const { rows } = await sql<{ next: number }>`
    insert into directory_counter (number_prefix, year, county_code, next)
    values (${prefix}, ${year}, ${countyCode}, ${1 + count})
    on conflict (number_prefix, year, county_code)
    do update set next = directory_counter.next + ${count}
    returning next`.execute(db);
  const next = rows[0]?.next;
  if (next === undefined) throw new Error('the counter of directory numbers gave none');
  return next - count;
}
