import {
  findingRules,
  findingThresholds,
  type FindingRule,
  type FindingRuleName,
  type FindingThresholds,
  type NewFindingRule,
} from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import { invalidInput } from '../http/problem-error.ts';
import { defaultRules } from './default-rules.ts';

/** A rule as it is applied now. */
export interface AppliedRule<Rule extends FindingRuleName = FindingRuleName> {
  readonly rule: Rule;
  readonly version: number;
  readonly enabled: boolean;
  readonly thresholds: FindingThresholds[Rule];
}

/** Every rule as it is applied now. */
export type AppliedRules = { readonly [Rule in FindingRuleName]: AppliedRule<Rule> };

/** The rules as they are applied now, in their order. */
export async function findRules({ db }: Connection): Promise<readonly FindingRule[]> {
  const rows = await db.selectFrom('findingRule').selectAll().orderBy('version').execute();
  const latest = new Map(rows.map((row) => [row.rule, row]));
  return findingRules.map((rule): FindingRule => {
    const row = latest.get(rule);
    if (!row) return { rule, version: 1, enabled: true, ...defaultRules[rule], setAt: null };
    const { version, enabled, reasoning, setAt } = row;
    const thresholds = JSON.parse(row.thresholds) as FindingRule['thresholds'];
    return { rule, version, enabled: Boolean(enabled), thresholds, reasoning, setAt };
  });
}

/** The same by their names, for those who apply them. */
export async function applicableRules(connection: Connection): Promise<AppliedRules> {
  const rules = await findRules(connection);
  return Object.fromEntries(rules.map((each) => [each.rule, each])) as unknown as AppliedRules;
}

/** Sets a rule from now on; throws `invalidInput` where its thresholds are not those of the rule. */
export async function setRule(
  connection: Connection,
  rule: FindingRuleName,
  { enabled, thresholds, reasoning }: NewFindingRule,
  { keyId, now }: { readonly keyId: string | null; readonly now: Date },
): Promise<FindingRule> {
  const checked = findingThresholds[rule].safeParse(thresholds);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const pointer = ['', 'thresholds', ...(issue?.path ?? [])].join('/');
    const names = Object.keys(findingThresholds[rule].def.innerType.shape).join(', ') || 'none';
    throw invalidInput(
      'body',
      pointer,
      `${issue?.message ?? ''} (thresholds of ${rule}: ${names})`,
    );
  }
  // Of two that set a rule at once the second comes after the first.
  await sql`select 1 from finding_cursor ${connection.dialect.forUpdate}`.execute(connection.db);
  const before = (await findRules(connection)).find((each) => each.rule === rule);
  const version = (before?.version ?? 0) + 1;
  const setAt = now.toISOString();
  await connection.db
    .insertInto('findingRule')
    .values({
      rule,
      version,
      enabled,
      thresholds: JSON.stringify(checked.data),
      reasoning,
      setAt,
      setBy: keyId,
    })
    .execute();
  return { rule, version, enabled, thresholds, reasoning, setAt };
}
