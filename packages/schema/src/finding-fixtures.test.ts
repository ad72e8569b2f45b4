import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsOf } from './fault.ts';
import * as fixtures from './finding-fixtures.ts';
import * as schema from './index.ts';
import type * as z from 'zod/mini';

const schemas: Readonly<Record<keyof typeof fixtures, z.ZodMiniType>> = {
  finding: schema.Finding,
  findingResolution: schema.NewFindingResolution,
  resolvedFinding: schema.Finding,
  newFindingRule: schema.NewFindingRule,
  findingRule: schema.FindingRule,
  findingRuleStatistics: schema.FindingRuleStatistics,
  heartbeat: schema.Heartbeat,
  heartbeatReceipt: schema.HeartbeatReceipt,
  outletActivity: schema.OutletActivity,
};

describe('the fixtures of findings', () => {
  for (const [name, record] of Object.entries(fixtures)) {
    test(`${name} is valid`, () => {
      const { error } = schemas[name as keyof typeof fixtures].safeParse(record);
      assert.deepEqual(error && faultsOf(error, record), undefined);
    });
  }
});

describe('the resolution of a finding', () => {
  const pointersOf = (value: unknown) => {
    const { error } = schema.NewFindingResolution.safeParse(value);
    return error ? faultsOf(error, value).map(({ pointer }) => pointer) : [];
  };

  test('has a reason that goes with it', () => {
    const { findingResolution } = fixtures;
    for (const [state, reasonCode, isGood] of [
      ['upheld', 'violation', true],
      ['upheld', 'explained', false],
      ['dismissed', 'explained', true],
      ['dismissed', 'violation', false],
      ['dismissed', 'other', true],
    ] as const) {
      const expected = isGood ? [] : ['/reasonCode'];
      assert.deepEqual(pointersOf({ ...findingResolution, state, reasonCode }), expected);
    }
  });

  test('points at a change of the certificate only where it is upheld', () => {
    const statusChangedAt = '2023-06-05T01:00:00Z';
    const upheld = { ...fixtures.findingResolution, statusChangedAt };
    assert.deepEqual(pointersOf(upheld), []);
    const dismissed = { ...upheld, state: 'dismissed', reasonCode: 'other' };
    assert.deepEqual(pointersOf(dismissed), ['/statusChangedAt']);
  });
});
