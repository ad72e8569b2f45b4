import type { SaleLineRow } from '../database/tables.ts';
import type { LedgerSumRow, LedgerSums } from './ledger-tables.ts';
import { grainsOf, type KeptDimension, type ScopeKind } from './kept-sums.ts';
import type { LedgerSubjects, SubjectIds } from './subject-store.ts';

/** What of a line the ledger sums up. */
export type CountedLine = Pick<
  SaleLineRow,
  | 'outletId'
  | 'kind'
  | 'businessDate'
  | 'bookedOn'
  | 'certified'
  | 'unmatched'
  | 'productId'
  | 'certificateId'
  | 'countyCode'
  | 'amountFen'
  | 'buyerKind'
  | 'fundSource'
  | 'cooperation'
>;

/** The member of a dimension for lines of which it is not known, so that members add up. */
export const unknownMember = '';

type Members = Map<string, LedgerSums>;
type DimensionSums = Map<KeptDimension, Members>;

/** The lines of one outlet and day, summed up by all that a line itself says. */
interface OutletDay {
  readonly total: LedgerSums;
  readonly product: Members;
  readonly county: Members;
  readonly buyerKind: Members;
  readonly fundSource: Members;
  readonly cooperation: Members;
  readonly certificate: Members;
}

/** Sums over nothing. */
export function noSums(): LedgerSums {
  return {
    lines: 0,
    unmatchedLines: 0,
    lateLines: 0,
    salesFen: 0,
    returnsFen: 0,
    voidsFen: 0,
    lateFen: 0,
    certifiedLines: 0,
    certifiedSalesFen: 0,
    certifiedReturnsFen: 0,
    certifiedVoidsFen: 0,
  };
}

/** The names of the sums. */
export const sumNames = Object.keys(noSums()) as readonly (keyof LedgerSums)[];

/**
 * Sums up lines for every scope, dimension and period that sums are kept for. Lines are first gathered by outlet and day, and
 * these spread over the rest, so that a line costs little.
 */
export class LineSums {
  readonly #days = new Map<string, Map<string, OutletDay>>();

  add(line: CountedLine): void {
    let days = this.#days.get(line.outletId);
    if (!days) this.#days.set(line.outletId, (days = new Map<string, OutletDay>()));
    let day = days.get(line.bookedOn);
    if (!day) days.set(line.bookedOn, (day = newOutletDay()));
    addLine(day.total, line);
    addLine(sumsOf(day.product, line.productId), line);
    addLine(sumsOf(day.county, line.countyCode), line);
    addLine(sumsOf(day.buyerKind, line.buyerKind), line);
    addLine(sumsOf(day.fundSource, line.fundSource), line);
    addLine(sumsOf(day.cooperation, line.cooperation), line);
    addLine(sumsOf(day.certificate, line.certificateId), line);
  }

  /** All that the lines are about. */
  subjects(): SubjectIds {
    const productIds = new Set<string>();
    const certificateIds = new Set<string>();
    for (const days of this.#days.values()) {
      for (const { product, certificate } of days.values()) {
        for (const id of product.keys()) productIds.add(id);
        for (const id of certificate.keys()) certificateIds.add(id);
      }
    }
    productIds.delete(unknownMember);
    certificateIds.delete(unknownMember);
    return { outletIds: new Set(this.#days.keys()), productIds, certificateIds };
  }

  /** The rows of the sums, in the order of their keys as far as that is cheap to have. */
  *rows(subjects: LedgerSubjects): Generator<LedgerSumRow> {
    for (const [scope, periods] of [...this.#spread(subjects)].sort(byKey)) {
      for (const [period, dimensions] of [...periods].sort(byKey)) {
        for (const [dimension, members] of dimensions) {
          for (const [member, sums] of [...members].sort(byKey)) {
            yield { scope, dimension, period, member, ...sums };
          }
        }
      }
    }
  }

  #spread(subjects: LedgerSubjects): Map<string, Map<string, DimensionSums>> {
    const scopes = new Map<string, Map<string, DimensionSums>>();
    for (const [outletId, days] of this.#days) {
      const outlet = subjects.outlet(outletId);
      const kinds: [ScopeKind, string][] = [
        ['all', ''],
        ['operator', outlet.operatorId],
        ['outlet', outletId],
      ];
      if (outlet.province !== undefined) kinds.push(['province', outlet.province]);
      for (const [day, sums] of days) {
        const byDimension = dimensionsOf(sums, { ...outlet, outletId }, subjects);
        for (const [kind, scope] of kinds) {
          let periods = scopes.get(scope);
          if (!periods) scopes.set(scope, (periods = new Map<string, DimensionSums>()));
          for (const [dimension, members] of byDimension) {
            for (const length of grainsOf(kind, dimension)) {
              merge(periods, day.slice(0, length), dimension, members);
            }
          }
        }
      }
    }
    return scopes;
  }
}

function dimensionsOf(
  day: OutletDay,
  outlet: { readonly outletId: string; readonly operatorId: string; readonly kind: string },
  subjects: LedgerSubjects,
): readonly (readonly [KeptDimension, Members])[] {
  const total = (member: string): Members => new Map([[member, day.total]]);
  return [
    ['total', total(unknownMember)],
    ['outlet', total(outlet.outletId)],
    ['outletKind', total(outlet.kind)],
    ['operator', total(outlet.operatorId)],
    ['product', day.product],
    ['supplier', regrouped(day.product, (id) => [subjects.product(id).supplierId])],
    ['category', regrouped(day.product, (id) => [subjects.product(id).categoryCode])],
    [
      'categoryGroup',
      regrouped(day.product, (id) => [subjects.product(id).categoryCode.slice(0, 2)]),
    ],
    ['county', day.county],
    ['prefecture', regrouped(day.county, (code) => [divisionAbove(code, 4)])],
    ['province', regrouped(day.county, (code) => [divisionAbove(code, 2)])],
    ['linkageKind', regrouped(day.certificate, (id) => subjects.linkageKinds(id))],
    ['buyerKind', day.buyerKind],
    ['fundSource', day.fundSource],
    ['cooperation', day.cooperation],
  ];
}

/** The code of the prefecture (4 digits) or province (2 digits) in which a county lies; that of the unknown is unknown. */
export function divisionAbove(countyCode: string, digits: 2 | 4): string {
  return countyCode === unknownMember ? unknownMember : countyCode.slice(0, digits).padEnd(6, '0');
}

function newOutletDay(): OutletDay {
  const members = () => new Map<string, LedgerSums>();
  return {
    total: noSums(),
    product: members(),
    county: members(),
    buyerKind: members(),
    fundSource: members(),
    cooperation: members(),
    certificate: members(),
  };
}

function sumsOf(members: Members, member: string | null): LedgerSums {
  const known = members.get(member ?? unknownMember);
  if (known) return known;
  const sums = noSums();
  members.set(member ?? unknownMember, sums);
  return sums;
}

function regrouped(from: Members, membersOf: (member: string) => readonly string[]): Members {
  const regrouped: Members = new Map();
  for (const [member, sums] of from) {
    for (const other of membersOf(member)) addSums(sumsOf(regrouped, other), sums);
  }
  return regrouped;
}

function merge(
  periods: Map<string, DimensionSums>,
  period: string,
  dimension: KeptDimension,
  members: Members,
): void {
  let dimensions = periods.get(period);
  if (!dimensions) periods.set(period, (dimensions = new Map<KeptDimension, Members>()));
  let into = dimensions.get(dimension);
  if (!into) dimensions.set(dimension, (into = new Map<string, LedgerSums>()));
  for (const [member, sums] of members) addSums(sumsOf(into, member), sums);
}

/** Counts a line. */
export function addLine(sums: LedgerSums, line: CountedLine): void {
  const { kind, amountFen } = line;
  const isLate = line.bookedOn !== line.businessDate;
  sums.lines += 1;
  if (line.unmatched) sums.unmatchedLines += 1;
  if (isLate) sums.lateLines += 1;
  if (line.certified) sums.certifiedLines += 1;
  if (kind === 'sale') {
    sums.salesFen += amountFen;
    if (line.certified) sums.certifiedSalesFen += amountFen;
    if (isLate) sums.lateFen += amountFen;
    return;
  }
  if (isLate) sums.lateFen -= amountFen;
  if (kind === 'return') {
    sums.returnsFen += amountFen;
    if (line.certified) sums.certifiedReturnsFen += amountFen;
  } else {
    sums.voidsFen += amountFen;
    if (line.certified) sums.certifiedVoidsFen += amountFen;
  }
}

function addSums(to: LedgerSums, sums: LedgerSums): void {
  to.lines += sums.lines;
  to.unmatchedLines += sums.unmatchedLines;
  to.lateLines += sums.lateLines;
  to.salesFen += sums.salesFen;
  to.returnsFen += sums.returnsFen;
  to.voidsFen += sums.voidsFen;
  to.lateFen += sums.lateFen;
  to.certifiedLines += sums.certifiedLines;
  to.certifiedSalesFen += sums.certifiedSalesFen;
  to.certifiedReturnsFen += sums.certifiedReturnsFen;
  to.certifiedVoidsFen += sums.certifiedVoidsFen;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
