import type { Connection } from '../database/database.ts';
import { upsertRows } from '../database/write-rows.ts';
import type { LedgerOutletRow } from './ledger-tables.ts';
import { unknownMember } from './line-sums.ts';

const idsAtOnce = 1000;

/** What the ledger knows of those that its lines are about. */
export interface LedgerSubjects {
  outlet(outletId: string): Pick<LedgerOutletRow, 'operatorId' | 'kind'> & {
    /** Code of the province in which the outlet is, where that is known. */
    readonly province: string | undefined;
  };
  product(productId: string): { readonly supplierId: string; readonly categoryCode: string };
  linkageKinds(certificateId: string): readonly string[];
}

const unknownProduct = { supplierId: unknownMember, categoryCode: unknownMember };
const noKinds: readonly string[] = [unknownMember];

/** Ids of those that are looked up; none of a kind where absent. */
export interface SubjectIds {
  readonly outletIds?: ReadonlySet<string>;
  readonly productIds?: ReadonlySet<string>;
  readonly certificateIds?: ReadonlySet<string>;
}

/**
 * Subjects as they were when the ledger met their first line, which is now for those that are new. So a sum
 * never changes because a product gets another category or an outlet another operator.
 */
export async function meetSubjects(
  connection: Connection,
  ids: SubjectIds,
): Promise<LedgerSubjects> {
  return subjectsOf(connection, ids, true);
}

/** Subjects that the ledger has met. */
export async function findSubjects(
  connection: Connection,
  ids: SubjectIds,
): Promise<LedgerSubjects> {
  return subjectsOf(connection, ids, false);
}

async function subjectsOf(
  connection: Connection,
  { outletIds, productIds, certificateIds }: SubjectIds,
  isMeeting: boolean,
): Promise<LedgerSubjects> {
  const { db } = connection;
  const outlets = await known(outletIds, isMeeting, {
    find: (ids) => db.selectFrom('ledgerOutlet').selectAll().where('outletId', 'in', ids).execute(),
    lookUp: (ids) =>
      db
        .selectFrom('outlet')
        .select(['outletId', 'operatorId', 'kind', 'divisionCode'])
        .where('outletId', 'in', ids)
        .execute(),
    idOf: ({ outletId }) => outletId,
    store: (rows) => upsertRows(connection, 'ledgerOutlet', ['outletId'], rows),
  });
  const products = await known(productIds, isMeeting, {
    find: (ids) =>
      db.selectFrom('ledgerProduct').selectAll().where('productId', 'in', ids).execute(),
    lookUp: (ids) =>
      db
        .selectFrom('product')
        .select(['productId', 'supplierId', 'categoryCode'])
        .where('productId', 'in', ids)
        .execute(),
    idOf: ({ productId }) => productId,
    store: (rows) => upsertRows(connection, 'ledgerProduct', ['productId'], rows),
  });
  const certificates = await known(certificateIds, isMeeting, {
    find: (ids) =>
      db.selectFrom('ledgerCertificate').selectAll().where('certificateId', 'in', ids).execute(),
    lookUp: (ids) =>
      db
        .selectFrom('certificate')
        .select(['certificateId', 'linkageKinds'])
        .where('certificateId', 'in', ids)
        .execute(),
    idOf: ({ certificateId }) => certificateId,
    store: (rows) => upsertRows(connection, 'ledgerCertificate', ['certificateId'], rows),
  });
  const kinds = new Map(
    [...certificates].map(([id, { linkageKinds }]) => [id, JSON.parse(linkageKinds) as string[]]),
  );
  return {
    outlet(outletId) {
      const outlet = outlets.get(outletId);
      if (!outlet) throw new Error(`the ledger has a line of ${outletId}, which is no outlet`);
      const { operatorId, kind, divisionCode } = outlet;
      return { operatorId, kind, province: divisionCode?.slice(0, 2).padEnd(6, '0') };
    },
    product: (productId) => products.get(productId) ?? unknownProduct,
    linkageKinds(certificateId) {
      const ofCertificate = kinds.get(certificateId) ?? noKinds;
      return ofCertificate.length > 0 ? ofCertificate : noKinds;
    },
  };
}

interface SubjectQueries<Row> {
  readonly find: (ids: readonly string[]) => Promise<readonly Row[]>;
  readonly lookUp: (ids: readonly string[]) => Promise<readonly Row[]>;
  readonly idOf: (row: Row) => string;
  readonly store: (rows: readonly Row[]) => Promise<void>;
}

/** The rows of some ids that are known and, on meeting them, of others, which are stored. */
async function known<Row>(
  ids: ReadonlySet<string> = new Set(),
  isMeeting: boolean,
  { find, lookUp, idOf, store }: SubjectQueries<Row>,
): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>();
  const all = [...ids];
  for (let start = 0; start < all.length; start += idsAtOnce) {
    const some = all.slice(start, start + idsAtOnce);
    for (const row of await find(some)) rows.set(idOf(row), row);
    const others = isMeeting ? some.filter((id) => !rows.has(id)) : [];
    if (others.length === 0) continue;
    const found = await lookUp(others);
    if (found.length > 0) await store(found);
    for (const row of found) rows.set(idOf(row), row);
  }
  return rows;
}
