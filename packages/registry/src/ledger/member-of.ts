import type { LedgerDimension } from '@fupin/schema';
import { divisionAbove, unknownMember, type CountedLine } from './line-sums.ts';
import type { LedgerSubjects } from './subject-store.ts';
import type { MemberChoice } from './read-sums.ts';

/** The members of a dimension that a line belongs to: one, but of linkage kinds perhaps several. */
export function membersOfLine(
  line: Pick<
    CountedLine,
    | 'outletId'
    | 'productId'
    | 'certificateId'
    | 'countyCode'
    | 'buyerKind'
    | 'fundSource'
    | 'cooperation'
  >,
  dimension: LedgerDimension,
  subjects: LedgerSubjects,
): readonly string[] {
  switch (dimension) {
    case 'outlet':
      return [line.outletId];
    case 'outletKind':
      return [subjects.outlet(line.outletId).kind];
    case 'operator':
      return [subjects.outlet(line.outletId).operatorId];
    case 'product':
      return [line.productId ?? unknownMember];
    case 'supplier':
    case 'category':
    case 'categoryGroup':
      return [memberOfProduct(line.productId ?? unknownMember, dimension, subjects)];
    case 'county':
    case 'prefecture':
    case 'province':
      return [memberOfCounty(line.countyCode ?? unknownMember, dimension)];
    case 'linkageKind':
      return subjects.linkageKinds(line.certificateId ?? unknownMember);
    case 'buyerKind':
      return [line.buyerKind ?? unknownMember];
    case 'fundSource':
      return [line.fundSource ?? unknownMember];
    case 'cooperation':
      return [line.cooperation ?? unknownMember];
  }
}

/** The supplier, category or group of categories of a product. */
export function memberOfProduct(
  productId: string,
  dimension: 'supplier' | 'category' | 'categoryGroup',
  subjects: Pick<LedgerSubjects, 'product'>,
): string {
  const { supplierId, categoryCode } = subjects.product(productId);
  if (dimension === 'supplier') return supplierId;
  return dimension === 'category' ? categoryCode : categoryCode.slice(0, 2);
}

/** The county itself, or the prefecture or province in which it lies. */
export function memberOfCounty(
  countyCode: string,
  dimension: 'county' | 'prefecture' | 'province',
): string {
  if (dimension === 'county') return countyCode;
  return divisionAbove(countyCode, dimension === 'prefecture' ? 4 : 2);
}

/** Whether a member is among those chosen. */
export function isChosen(only: MemberChoice, member: string): boolean {
  return 'members' in only
    ? only.members.includes(member)
    : only.prefixes.some((prefix) => member.startsWith(prefix));
}
