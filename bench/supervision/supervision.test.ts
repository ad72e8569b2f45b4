import { findingRules } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runYear, score } from './run-year.ts';

test('in a made-up quarter every planted case is found, and nothing that only looks like one', async () => {
  const result = await runYear(
    { outlets: 12, products: 40, days: 72, receipts: 2.5, turnHours: 24, cases: 1 },
    4,
  );
  const { plan, found, keyOf } = result;
  assert.deepEqual(
    new Set(plan.planted.map(({ rule }) => rule)),
    new Set(findingRules),
    'each kind is planted',
  );
  assert.deepEqual(
    score(result).map(({ rule, missed }) => [rule, missed]),
    findingRules.map((rule) => [rule, []]),
  );
  const keys = new Set(found.map(({ rule, key }) => `${rule} ${key}`));
  assert.ok(plan.lookAlikes.length >= 6);
  for (const lookAlike of plan.lookAlikes) {
    assert.equal(keys.has(`${lookAlike.rule} ${keyOf(lookAlike)}`), false, lookAlike.rule);
  }
});
