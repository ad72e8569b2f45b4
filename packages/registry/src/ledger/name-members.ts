import type { LedgerDimension } from '@fupin/schema';
import { counties } from '@fupin/schema/counties';
import { provinceOf } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';

const idsAtOnce = 1000;

/** The names of a member of a dimension; null where it has none but its code. */
export interface MemberName {
  readonly name: string | null;
  readonly nameEn: string | null;
}

const nameless: MemberName = { name: null, nameEn: null };

/** Names members of a dimension, where they have names. */
export async function nameMembers(
  { db }: Connection,
  dimension: LedgerDimension,
  members: readonly string[],
): Promise<(member: string) => MemberName> {
  const fromRows = async (
    find: (
      ids: readonly string[],
    ) => Promise<readonly { id: string; name: string; nameEn: string | null }[]>,
  ) => {
    const names = new Map<string, MemberName>();
    for (let start = 0; start < members.length; start += idsAtOnce) {
      for (const { id, ...name } of await find(members.slice(start, start + idsAtOnce))) {
        names.set(id, name);
      }
    }
    return (member: string) => names.get(member) ?? nameless;
  };
  switch (dimension) {
    case 'outlet':
      return fromRows((ids) =>
        db
          .selectFrom('outlet')
          .select(['outletId as id', 'name', 'nameEn'])
          .where('outletId', 'in', ids)
          .execute(),
      );
    case 'operator':
      return fromRows(async (ids) =>
        (
          await db
            .selectFrom('operator')
            .select(['operatorId as id', 'name'])
            .where('operatorId', 'in', ids)
            .execute()
        ).map((row) => ({ ...row, nameEn: null })),
      );
    case 'product':
      return fromRows((ids) =>
        db
          .selectFrom('product')
          .select(['productId as id', 'name', 'nameEn'])
          .where('productId', 'in', ids)
          .execute(),
      );
    case 'supplier':
      return fromRows((ids) =>
        db
          .selectFrom('supplier')
          .select(['supplierId as id', 'name', 'nameEn'])
          .where('supplierId', 'in', ids)
          .execute(),
      );
    case 'category':
    case 'categoryGroup':
      return fromRows((ids) =>
        db
          .selectFrom('category')
          .select(['code as id', 'name', 'nameEn'])
          .where('code', 'in', ids)
          .execute(),
      );
    case 'county':
      return (code) => {
        const { name, nameEn } = countyOf(code);
        return name === code ? nameless : { name, nameEn };
      };
    case 'prefecture':
      return (code) => ({ name: prefectureName(code), nameEn: null });
    case 'province':
      return (code) => provinceOf(code) ?? nameless;
    case 'outletKind':
    case 'linkageKind':
    case 'buyerKind':
    case 'fundSource':
    case 'cooperation':
      return () => nameless;
  }
}

let prefectures: ReadonlyMap<string, string> | undefined;

function prefectureName(code: string): string | null {
  prefectures ??= new Map(counties.map((county) => [county.code.slice(0, 4), county.prefecture]));
  return prefectures.get(code.slice(0, 4)) ?? null;
}
