import { sql } from 'kysely';
import type { Connection, Database } from '../database/database.ts';
import type { SaleLineRow } from '../database/tables.ts';
import { grainsOf, keptDimensions, type ScopeKind } from './kept-sums.ts';
import { readCursor } from './ledger-cursor.ts';
import type { LedgerSumRow, LedgerSums } from './ledger-tables.ts';
import { divisionAbove, noSums, sumNames, unknownMember, type CountedLine } from './line-sums.ts';
import { membersOfLine } from './member-of.ts';
import { findSubjects, type LedgerSubjects } from './subject-store.ts';

const differencesKept = 20;
const linesAtOnce = 1000;

/** A sum that is not what its lines come to. */
export interface LedgerDifference {
  readonly scope: string;
  readonly dimension: string;
  readonly period: string;
  readonly member: string;
  readonly sum: keyof LedgerSums;
  readonly kept: number;
  readonly counted: number;
}

/** What a recount came to. */
export interface Recount {
  readonly lines: number;
  /** How many rows of sums were compared. */
  readonly rows: number;
  readonly differences: number;
  /** The first of them. */
  readonly examples: readonly LedgerDifference[];
}

/** How far a recount has come. */
export interface RecountProgress {
  readonly outlets: number;
  readonly totalOutlets: number;
  readonly lines: number;
}

type Counted = Map<string, LedgerSums>;

interface StoredLine extends CountedLine, Pick<SaleLineRow, 'lineId'> {
  /** Place of its batch in the log; null before it has one. */
  readonly firstLeaf: number | null;
}

/**
 * Counts all lines again that are in the ledger's sums, one by one and by the definitions alone, and compares every sum. No lines
 * are added to the sums meanwhile. Sums of an outlet are compared at once; those of all take memory by their number.
 */
export async function recountLedger(
  database: Database,
  onProgress: (progress: RecountProgress) => void = () => undefined,
): Promise<Recount> {
  return database.transaction(async (connection) => {
    const { db, dialect } = connection;
    await sql`select 1 from ledger_cursor ${dialect.forUpdate}`.execute(db);
    const { firstLeaf } = await readCursor(connection);
    const outlets = await db
      .selectFrom('ledgerOutlet')
      .select(['outletId', 'operatorId', 'divisionCode'])
      .orderBy('outletId')
      .execute();
    const comparison = new Comparison();
    const ofGroups = new Map<string, { readonly kind: ScopeKind; readonly counted: Counted }>();
    const group = (scope: string, kind: ScopeKind) => {
      const known = ofGroups.get(scope);
      if (known) return known;
      const made = { kind, counted: new Map<string, LedgerSums>() };
      ofGroups.set(scope, made);
      return made;
    };
    let lines = 0;
    for (const [number, { outletId, operatorId, divisionCode }] of outlets.entries()) {
      const own = { kind: 'outlet' as const, counted: new Map<string, LedgerSums>() };
      const into = [own, group('', 'all'), group(operatorId, 'operator')];
      if (divisionCode !== null) into.push(group(divisionAbove(divisionCode, 2), 'province'));
      for await (const some of linesOf(connection, outletId, firstLeaf)) {
        const subjects = await subjectsOf(connection, some);
        for (const line of some) {
          for (const { kind, counted } of into) countLine(counted, kind, line, subjects);
        }
        lines += some.length;
        onProgress({ outlets: number, totalOutlets: outlets.length, lines });
      }
      comparison.compare(outletId, own.counted, await keptSums(connection, outletId));
      onProgress({ outlets: number + 1, totalOutlets: outlets.length, lines });
    }
    for (const [scope, { counted }] of ofGroups) {
      comparison.compare(scope, counted, await keptSums(connection, scope));
    }
    await comparison.compareOthers(connection);
    const { rows, differences, examples } = comparison;
    return { lines, rows, differences, examples };
  });
}

/** The lines of an outlet up to a place of the log, some at a time. */
async function* linesOf(
  { db }: Connection,
  outletId: string,
  upTo: number,
): AsyncGenerator<readonly CountedLine[], void, undefined> {
  let after = '';
  for (;;) {
    const { rows } = await sql<StoredLine>`
      select l.*, b.first_leaf from sale_line l
      join sale_batch b on b.outlet_id = l.outlet_id and b.batch_id = l.batch_id
      where l.outlet_id = ${outletId} and l.line_id > ${after}
      order by l.line_id limit ${linesAtOnce}`.execute(db);
    yield rows.filter(({ firstLeaf }) => firstLeaf !== null && firstLeaf <= upTo);
    const last = rows.at(-1);
    if (!last || rows.length < linesAtOnce) return;
    after = last.lineId;
  }
}

function subjectsOf(
  connection: Connection,
  lines: readonly CountedLine[],
): Promise<LedgerSubjects> {
  return findSubjects(connection, {
    outletIds: new Set(lines.map(({ outletId }) => outletId)),
    productIds: new Set(lines.flatMap(({ productId }) => productId ?? [])),
    certificateIds: new Set(lines.flatMap(({ certificateId }) => certificateId ?? [])),
  });
}

function countLine(
  counted: Counted,
  kind: ScopeKind,
  line: CountedLine,
  subjects: LedgerSubjects,
): void {
  const counts = countsOf(line);
  for (const dimension of keptDimensions) {
    const members =
      dimension === 'total' ? [unknownMember] : membersOfLine(line, dimension, subjects);
    for (const length of grainsOf(kind, dimension)) {
      for (const member of members) {
        const key = keyOf({ dimension, period: line.bookedOn.slice(0, length), member });
        const sums = counted.get(key) ?? noSums();
        for (const name of sumNames) sums[name] += counts[name];
        counted.set(key, sums);
      }
    }
  }
}

function countsOf({
  kind,
  certified,
  unmatched,
  bookedOn,
  businessDate,
  amountFen,
}: CountedLine): LedgerSums {
  const one = (is: unknown) => (is ? 1 : 0);
  const isLate = bookedOn !== businessDate;
  const amountOf = (wanted: string) => (kind === wanted ? amountFen : 0);
  return {
    lines: 1,
    unmatchedLines: one(unmatched),
    lateLines: one(isLate),
    salesFen: amountOf('sale'),
    returnsFen: amountOf('return'),
    voidsFen: amountOf('void'),
    lateFen: one(isLate) * (amountOf('sale') - amountOf('return') - amountOf('void')),
    certifiedLines: one(certified),
    certifiedSalesFen: one(certified) * amountOf('sale'),
    certifiedReturnsFen: one(certified) * amountOf('return'),
    certifiedVoidsFen: one(certified) * amountOf('void'),
  };
}

type SumKey = Pick<LedgerSumRow, 'dimension' | 'period' | 'member'>;

function keyOf({ dimension, period, member }: SumKey): string {
  return `${dimension} ${period} ${member}`;
}

async function keptSums({ db }: Connection, scope: string): Promise<readonly LedgerSumRow[]> {
  return db.selectFrom('ledgerSum').selectAll().where('scope', '=', scope).execute();
}

class Comparison {
  readonly #scopes = new Set<string>();
  readonly examples: LedgerDifference[] = [];
  rows = 0;
  differences = 0;

  compare(scope: string, counted: Counted, kept: readonly LedgerSumRow[]): void {
    this.#scopes.add(scope);
    const left = new Map(counted);
    for (const row of kept) {
      const key = keyOf(row);
      this.#compareSums(scope, row, row, left.get(key) ?? noSums());
      left.delete(key);
    }
    for (const [key, sums] of left) {
      const [dimension = '', period = '', member = ''] = key.split(' ');
      this.#compareSums(scope, { dimension, period, member }, noSums(), sums);
    }
  }

  /** Sums of scopes that have no lines at all differ from nothing. */
  async compareOthers(connection: Connection): Promise<void> {
    const scopes = await connection.db.selectFrom('ledgerSum').select('scope').distinct().execute();
    for (const { scope } of scopes) {
      if (this.#scopes.has(scope)) continue;
      this.compare(scope, new Map(), await keptSums(connection, scope));
    }
  }

  #compareSums(scope: string, key: SumKey, kept: LedgerSums, counted: LedgerSums): void {
    this.rows += 1;
    for (const sum of sumNames) {
      if (kept[sum] === counted[sum]) continue;
      this.differences += 1;
      if (this.examples.length >= differencesKept) continue;
      const { dimension, period, member } = key;
      this.examples.push({
        scope,
        dimension,
        period,
        member,
        sum,
        kept: kept[sum],
        counted: counted[sum],
      });
    }
  }
}
