import { findingRules } from '@fupin/schema';
import { countyOf } from '../directory/county.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { checkDivision, divisionOfKey, wholeCountry } from '../keys/division-of-key.ts';
import { findingOnWire } from './finding-on-wire.ts';
import type { FindingRow } from './finding-tables.ts';
import { listFindings, ownOutlets, type FindingSight } from './list-findings.ts';
import { existingFinding, lockFinding, resolveFinding } from './resolve-finding.ts';
import { findRules, setRule } from './rule-store.ts';
import { findRuleStatistics } from './rule-statistics.ts';

/** Handlers of findings and their rules. */
export const findingHandlers = {
  listFindings: ({ connection, query, caller }) => listFindings(connection, sightOf(caller), query),

  async getFinding({ connection, params: { findingId }, caller }) {
    const finding = await existingFinding(connection, findingId);
    const sight = sightOf(caller);
    if ('division' in sight) {
      checkSight(caller, finding);
      return findingOnWire(finding);
    }
    const own = (await ownOutlets(connection, sight.operatorId, [findingId]))(findingId);
    if (own.size > 0) return findingOnWire(finding, own);
    throw new ProblemError('forbidden', 'The finding is about no outlet of this operator.');
  },

  async resolveFinding({ connection, params: { findingId }, body, caller, now }) {
    await lockFinding(connection, findingId);
    const finding = await existingFinding(connection, findingId);
    checkSight(caller, finding);
    const keyId = caller.key?.keyId ?? null;
    return findingOnWire(await resolveFinding(connection, finding, body, { keyId, now }));
  },

  listRules: async ({ connection }) => ({ items: await findRules(connection), nextCursor: null }),

  setRule({ connection, params: { rule }, body, caller, now }) {
    if (divisionOfKey(caller) !== wholeCountry) {
      throw new ProblemError(
        'forbidden',
        'Rules are the same throughout the country, and the key is bound to a division of it.',
      );
    }
    const known = findingRules.find((each) => each === rule);
    if (!known) throw new ProblemError('notFound', `There is no rule ${rule}.`);
    return setRule(connection, known, body, { keyId: caller.key?.keyId ?? null, now });
  },

  async getRuleStatistics({ connection, query, caller }) {
    const items = await findRuleStatistics(connection, divisionOfKey(caller), query);
    return { items, nextCursor: null };
  },
} satisfies Partial<Handlers>;

function sightOf(caller: Caller): FindingSight {
  if (caller.access !== 'operator') return { division: divisionOfKey(caller) };
  return { operatorId: caller.key?.operatorId ?? '' };
}

// What belongs to no county is for those who act for the whole country.
function checkSight(caller: Caller, { countyCode }: FindingRow): void {
  if (countyCode !== '') {
    checkDivision(caller, countyOf(countyCode));
  } else if (divisionOfKey(caller) !== wholeCountry) {
    throw new ProblemError(
      'forbidden',
      'The finding is about no county’s outlet or product, and the key is bound to a division.',
    );
  }
}
