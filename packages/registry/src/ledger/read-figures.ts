import type { LedgerDimension } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { invalidInput } from '../http/problem-error.ts';
import { campaignSpans } from './campaign-store.ts';
import { viewOf, type FigureView } from './figure-view.ts';
import { addExactly } from './exact.ts';
import type { LedgerFilter } from './ledger-filter.ts';
import { findLines, type LinesPosition } from './ledger-lines.ts';
import type { LedgerScope } from './ledger-scope.ts';
import type { LedgerSums } from './ledger-tables.ts';
import { addLine, noSums, sumNames, unknownMember } from './line-sums.ts';
import { isChosen, memberOfCounty, memberOfProduct, membersOfLine } from './member-of.ts';
import { rangeOf, readSums } from './read-sums.ts';
import { isOfWholeMonths, spansOf, wholeOf, type DayRange, type Span } from './spans.ts';
import { findSubjects } from './subject-store.ts';

const linesSummedAtMost = 20_000;
const linesAtOnce = 5000;
const rowsAtMost = 20_000;
const spansAtMost = 4000;

/** Which figures are asked for. */
export interface FigureRequest {
  readonly scope: LedgerScope;
  readonly filter: LedgerFilter;
  readonly groupBy: LedgerDimension | undefined;
  readonly every: string | undefined;
  /** Place up to which the sums count. */
  readonly upTo: number;
  /** Where to go on: after this member or, where time alone is cut, after this span. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** What the lines of one member and span come to; either is null where there is no such grouping. */
export interface FigureSums {
  readonly member: string | null;
  readonly period: string | null;
  readonly sums: LedgerSums;
}

/** Figures, and where to go on; undefined where there are no more. */
export interface FoundFigures {
  readonly figures: readonly FigureSums[];
  readonly next: string | undefined;
}

/** Reads figures from the sums, or where there are none that fit, from a bounded number of lines. */
export async function readFigures(
  connection: Connection,
  request: FigureRequest,
): Promise<FoundFigures> {
  const { scope, filter, groupBy, every } = request;
  const range = await rangeOf(connection, scope, filter);
  if (!range) return paged(request, new Gathered());
  const spans = await spansAsked(connection, range, every);
  if (spans.length === 0) return paged(request, new Gathered());
  const view = viewOf(scope, groupBy, filter.conditions);
  const isFit = view && (!view.isMonthly || spans.every(isOfWholeMonths));
  return paged(
    request,
    isFit
      ? await fromSums(connection, request, spans, view)
      : await fromLines(connection, request, range, spans, view),
  );
}

async function spansAsked(
  connection: Connection,
  range: DayRange,
  every: string | undefined,
): Promise<readonly Span[]> {
  if (every === undefined) return [wholeOf(range)];
  const spans =
    every === 'campaign'
      ? await campaignSpans(connection, range, spansAtMost + 1)
      : spansOf(range, every);
  if (spans.length <= spansAtMost) return spans;
  throw invalidInput('query', '/every', `must cut the days into ${spansAtMost} spans at most`);
}

/** Sums by member and span. */
class Gathered {
  readonly members = new Map<string, Map<string, LedgerSums>>();

  at(member: string, span: string): LedgerSums {
    let spans = this.members.get(member);
    if (!spans) this.members.set(member, (spans = new Map<string, LedgerSums>()));
    const known = spans.get(span);
    if (known) return known;
    const sums = noSums();
    spans.set(span, sums);
    return sums;
  }
}

async function fromSums(
  connection: Connection,
  { scope, groupBy, after, limit }: FigureRequest,
  spans: readonly Span[],
  view: FigureView,
): Promise<Gathered> {
  const { dimension, condition, isDirect } = view;
  const isReadable = condition && (isDirect || isSameKind(condition.dimension, dimension));
  const rows = await readSums(connection, {
    sums: sumNames,
    scope,
    dimension,
    spans,
    only: isReadable ? condition.only : undefined,
    ...(isDirect && { after, limit: limit + 1 }),
  });
  const memberOf = await regrouping(connection, rows, view, groupBy);
  const gathered = new Gathered();
  for (const row of rows) {
    const under = memberOf(row.member);
    if (under !== undefined) addExactly(gathered.at(under, row.span), row);
  }
  return gathered;
}

// Conditions on counties and categories are on the beginnings of codes, and these read the same in both.
function isSameKind(condition: LedgerDimension, dimension: string): boolean {
  return condition === dimension || (condition === 'category' && dimension === 'categoryGroup');
}

/** Under what a member of the sums that were read stands in the figures; undefined for one that is not meant. */
async function regrouping(
  connection: Connection,
  rows: readonly { readonly member: string }[],
  { dimension, condition, isDirect }: FigureView,
  groupBy: LedgerDimension | undefined,
): Promise<(member: string) => string | undefined> {
  if (isDirect) return (member) => member;
  const asOf = (wanted: LedgerDimension | undefined, member: string): string => {
    switch (wanted) {
      case undefined:
        return unknownMember;
      case 'supplier':
      case 'category':
      case 'categoryGroup':
        return dimension === 'product'
          ? memberOfProduct(member, wanted, subjects)
          : member.slice(0, wanted === 'categoryGroup' ? 2 : undefined);
      case 'county':
      case 'prefecture':
      case 'province':
        return memberOfCounty(member, wanted);
      default:
        return member;
    }
  };
  const products = dimension === 'product' ? rows.map(({ member }) => member) : [];
  const subjects = await findSubjects(connection, { productIds: new Set(products) });
  return (member) => {
    const isMeant = !condition || isChosen(condition.only, asOf(condition.dimension, member));
    return isMeant ? asOf(groupBy, member) : undefined;
  };
}

async function fromLines(
  connection: Connection,
  { scope, filter, groupBy, upTo }: FigureRequest,
  range: DayRange,
  spans: readonly Span[],
  view: FigureView | undefined,
): Promise<Gathered> {
  await checkFew(connection, scope, filter, range, view);
  const selection = { scope, range, conditions: filter.conditions, upTo };
  const gathered = new Gathered();
  let position: LinesPosition | undefined;
  do {
    const { lines, next } = await findLines(connection, selection, position, linesAtOnce);
    const subjects = await findSubjects(connection, {
      outletIds: new Set(lines.map(({ outletId }) => outletId)),
      productIds: new Set(lines.flatMap(({ productId }) => productId ?? [])),
      certificateIds: new Set(lines.flatMap(({ certificateId }) => certificateId ?? [])),
    });
    for (const line of lines) {
      const members =
        groupBy === undefined ? [unknownMember] : membersOfLine(line, groupBy, subjects);
      for (const { name, from, to } of spans) {
        if (line.bookedOn < from || line.bookedOn > to) continue;
        for (const member of members) addLine(gathered.at(member, name), line);
      }
    }
    position = next;
  } while (position);
  return gathered;
}

async function checkFew(
  connection: Connection,
  scope: LedgerScope,
  { conditions }: LedgerFilter,
  range: DayRange,
  view: FigureView | undefined,
): Promise<void> {
  const lines = async (dimension: 'total' | 'product' | 'supplier', only?: readonly string[]) => {
    const within: LedgerScope = dimension === 'total' ? scope : { kind: 'all', ids: [''] };
    const rows = await readSums(connection, {
      sums: ['lines'],
      scope: within,
      dimension,
      spans: [wholeOf(range)],
      only: only && { members: only },
    });
    return rows.reduce((sum, row) => sum + row.lines, 0);
  };
  if ((await lines('total')) <= linesSummedAtMost) return;
  for (const { dimension, only } of scope.kind === 'outlet' ? [] : conditions) {
    if (dimension !== 'product' && dimension !== 'supplier') continue;
    if (!('members' in only)) continue;
    if ((await lines(dimension, only.members)) <= linesSummedAtMost) return;
  }
  throw view
    ? invalidInput(
        'query',
        '/from',
        'must begin a month, and to must end one, with figures by month or longer: of so many lines, these sums of ' +
          'an outlet, operator or province are kept by month',
      )
    : invalidInput(
        'query',
        '/from',
        `must leave ${linesSummedAtMost} lines at most for figures under more than one condition, or grouped by another thing ` +
          'than the condition is about. Ask for fewer days, for one outlet, or under one condition',
      );
}

function paged(request: FigureRequest, { members }: Gathered): FoundFigures {
  const { groupBy, every, after, limit } = request;
  const isAfter = (name: string) => after === undefined || name > after;
  if (groupBy === undefined) {
    const spans = members.get(unknownMember) ?? new Map<string, LedgerSums>();
    if (every === undefined) {
      const sums = spans.get('') ?? noSums();
      return { figures: [{ member: null, period: null, sums }], next: undefined };
    }
    const names = [...spans.keys()].filter(isAfter).toSorted();
    const shown = names.slice(0, limit);
    return {
      figures: shown.map((period) => ({
        member: null,
        period,
        sums: spans.get(period) ?? noSums(),
      })),
      next: names.length > limit ? shown.at(-1) : undefined,
    };
  }
  const names = [...members.keys()].filter(isAfter).toSorted();
  const shown: string[] = [];
  const figures: FigureSums[] = [];
  for (const name of names.slice(0, limit)) {
    const spans = members.get(name) ?? new Map<string, LedgerSums>();
    if (figures.length > 0 && figures.length + spans.size > rowsAtMost) break;
    shown.push(name);
    for (const span of [...spans.keys()].toSorted()) {
      figures.push({
        member: name === unknownMember ? null : name,
        period: every === undefined ? null : span,
        sums: spans.get(span) ?? noSums(),
      });
    }
  }
  return { figures, next: names.length > shown.length ? shown.at(-1) : undefined };
}
