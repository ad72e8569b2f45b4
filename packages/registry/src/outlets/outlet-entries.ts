import { provinceOf } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import type { OutletRow } from '../database/tables.ts';
import { upsertRows } from '../database/write-rows.ts';
import { countyNames } from '../directory/county.ts';
import { changeOutletKinds } from '../directory/product-outlet-kinds.ts';
import { changePostings, type WordChange } from '../search/posting-store.ts';
import { lockIndex, storeIndex } from '../search/search-index.ts';
import type { OutletEntryRow } from '../search/search-tables.ts';
import type { WordDocument } from '../search/words.ts';

const outletsAtOnce = 1000;

/**
 * Makes outlets found as their records stand now, and the products that they sell at the kind of outlet that they are. To be
 * called in the transaction that changes outlets, after the change.
 */
export async function indexOutlets(
  connection: Connection,
  outletIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(outletIds)];
  for (let start = 0; start < ids.length; start += outletsAtOnce) {
    await indexSome(connection, ids.slice(start, start + outletsAtOnce));
  }
}

async function indexSome(connection: Connection, outletIds: readonly string[]): Promise<void> {
  const index = await lockIndex(connection, 'outlet');
  const { db } = connection;
  const entries = await db
    .selectFrom('outletEntry')
    .selectAll()
    .where('outletId', 'in', outletIds)
    .execute();
  const known = new Map(entries.map((entry) => [entry.outletId, entry]));
  const outlets = await db
    .selectFrom('outlet')
    .selectAll()
    .where('outletId', 'in', outletIds)
    .orderBy('outletId')
    .execute();
  const version = index.version + 1;
  let { nextPlace, wordsVersion } = index;
  const words: WordChange[] = [];
  const changed: OutletEntryRow[] = [];
  const ofOtherKind: string[] = [];
  for (const outlet of outlets) {
    const before = known.get(outlet.outletId);
    const after = entryOf(outlet, before?.place ?? nextPlace, before?.version ?? version);
    if (before && JSON.stringify(before) === JSON.stringify({ ...before, ...after })) continue;
    if (!before) nextPlace += 1;
    if (before && before.kind !== after.kind) ofOtherKind.push(after.outletId);
    changed.push({ ...after, version });
    if (before?.document === after.document) continue;
    const old = before && { before: JSON.parse(before.document) as WordDocument };
    words.push({ place: after.place, ...old, after: documentOf(outlet) });
  }
  if (changed.length === 0) return;
  if (words.length > 0) wordsVersion += 1;
  await upsertRows(connection, 'outletEntry', ['place'], changed);
  await changePostings(connection, 'outlet', words);
  await storeIndex(connection, { ...index, version, wordsVersion, nextPlace });
  if (ofOtherKind.length > 0) await changeKinds(connection, ofOtherKind);
}

async function changeKinds(connection: Connection, outletIds: readonly string[]): Promise<void> {
  const listed = await connection.db
    .selectFrom('listing')
    .select('productId')
    .distinct()
    .where('outletId', 'in', outletIds)
    .orderBy('productId')
    .execute();
  await changeOutletKinds(
    connection,
    new Map(listed.map(({ productId }): [string, null] => [productId, null])),
  );
}

function entryOf(outlet: OutletRow, place: number, version: number): OutletEntryRow {
  return {
    place,
    outletId: outlet.outletId,
    version,
    kind: outlet.kind,
    divisionCode: outlet.divisionCode,
    longitude: outlet.longitude,
    latitude: outlet.latitude,
    document: JSON.stringify(documentOf(outlet)),
  };
}

function documentOf({ name, nameEn, address, divisionCode }: OutletRow): WordDocument {
  const province = divisionCode === null ? undefined : provinceOf(divisionCode);
  const texts = (...all: readonly (string | null | undefined)[]) => [
    ...new Set(all.filter((text) => typeof text === 'string')),
  ];
  return {
    names: texts(name, nameEn),
    others: texts(
      address,
      province?.name,
      province?.nameEn,
      ...(divisionCode === null ? [] : countyNames(divisionCode)),
    ),
  };
}
