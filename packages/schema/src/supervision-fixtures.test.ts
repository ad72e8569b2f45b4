import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsOf } from './fault.ts';
import * as schema from './index.ts';
import * as fixtures from './supervision-fixtures.ts';
import type * as z from 'zod/mini';

const schemas: Readonly<Record<keyof typeof fixtures, z.ZodMiniType>> = {
  renewal: schema.CertificateRenewal,
  spotCheckResult: schema.SpotCheckResult,
  newSpotCheck: schema.NewSpotCheck,
  spotCheck: schema.SpotCheck,
  newComplaint: schema.NewComplaint,
  complaintReceipt: schema.ComplaintReceipt,
  complaintFollowUp: schema.ComplaintFollowUp,
  complaintSummary: schema.ComplaintSummary,
  complaintStateChange: schema.ComplaintStateChange,
  complaint: schema.Complaint,
  complaintProgress: schema.ComplaintProgress,
  supervision: schema.CertificateSupervision,
  newBlacklistEntry: schema.NewBlacklistEntry,
  blacklistEntry: schema.BlacklistEntry,
};

/** The pointers of the faults of a value that is refused. */
function pointersOf(type: z.ZodMiniType, value: unknown): readonly string[] {
  const { error } = type.safeParse(value);
  assert.ok(error, `accepted: ${JSON.stringify(value)}`);
  return faultsOf(error, value).map(({ pointer }) => pointer);
}

describe('the fixtures of supervision', () => {
  for (const [name, record] of Object.entries(fixtures)) {
    test(`${name} is valid`, () => {
      const { error } = schemas[name as keyof typeof fixtures].safeParse(record);
      assert.deepEqual(error && faultsOf(error, record), undefined);
    });
  }
});

describe('a spot check', () => {
  const result = { outcome: 'passed', finding: '合格' };

  test('has a day for the remedy with that outcome alone', () => {
    assert.deepEqual(pointersOf(schema.SpotCheckResult, { ...result, outcome: 'remedy' }), [
      '/remedyBy',
    ]);
    assert.deepEqual(pointersOf(schema.SpotCheckResult, { ...result, remedyBy: '2020-12-01' }), [
      '/remedyBy',
    ]);
  });

  test('is planned for a day or comes with its result, and looks at something once', () => {
    const aspects = ['quality'];
    const { NewSpotCheck } = schema;
    assert.deepEqual(pointersOf(NewSpotCheck, { aspects }), ['/plannedFor']);
    assert.deepEqual(pointersOf(NewSpotCheck, { aspects, plannedFor: '2020-12-01', result }), [
      '/plannedFor',
    ]);
    assert.deepEqual(pointersOf(NewSpotCheck, { aspects: [], result }), ['/aspects']);
    assert.deepEqual(pointersOf(NewSpotCheck, { aspects: ['quality', 'quality'], result }), [
      '/aspects',
    ]);
  });
});

describe('a step of a complaint', () => {
  const { ComplaintStateChange } = schema;

  for (const state of ['upheld', 'dismissed']) {
    test(`needs a reason to be ${state}`, () => {
      assert.deepEqual(pointersOf(ComplaintStateChange, { state }), ['/reason']);
      assert.ok(ComplaintStateChange.safeParse({ state, reason: '查实' }).success);
    });
  }

  test('changes the certificate only where the complaint is upheld', () => {
    const change = { state: 'dismissed', reason: '不属实', certificateStatus: 'suspended' };
    assert.deepEqual(pointersOf(ComplaintStateChange, change), ['/certificateStatus']);
    assert.ok(ComplaintStateChange.safeParse({ ...change, state: 'upheld' }).success);
  });
});

describe('the text of a complaint', () => {
  const { NewComplaint } = schema;

  for (const [what, text, isGood] of [
    ['may have several lines', '第一行\n\n第二行', true],
    ['has an end', '很'.repeat(2001), false],
    ['is not empty', '', false],
    ['has no other control characters', 'a\u0000b', false],
    ['has no carriage returns', 'a\r\nb', false],
    ['has no unpaired surrogates', 'a\ud800', false],
    ['has no space at its ends', ' a', false],
  ] as const) {
    test(what, () => {
      assert.equal(NewComplaint.safeParse({ kind: 'other', text }).success, isGood);
    });
  }
});

describe('a renewal', () => {
  test('needs every point of the checklist to hold', () => {
    const checklist = { ...fixtures.renewal.checklist, price: false };
    assert.deepEqual(pointersOf(schema.CertificateRenewal, { ...fixtures.renewal, checklist }), [
      '/checklist/price',
    ]);
  });
});
