import type { RegistryEvent } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seenBy, type EventParties } from './audience.ts';
import type { WebhookOwner } from './webhook-owner.ts';

const timestamp = '2020-10-17T04:00:00Z';
const missing = { epoch: 'e', missing: [{ first: 2, last: 2 }], missingCount: 1 };

/** 甲 sells tea at one outlet in 520328, 乙 nothing at another, and 丙 runs one that is in no division. */
const parties: EventParties = {
  outlet: (outletId) =>
    ({
      out_jia: { operatorId: 'opr_jia', divisionCode: '520328' },
      out_yi: { operatorId: 'opr_yi', divisionCode: '510104' },
      out_online: { operatorId: 'opr_bing', divisionCode: null },
    })[outletId],
  isListedBy: (productId, operatorId) => productId === 'prd_tea' && operatorId === 'opr_jia',
};

const finding = (outletIds: readonly string[], countyCode: string | null): RegistryEvent => ({
  type: 'finding.raised',
  timestamp,
  data: {
    findingId: 'fnd_1',
    rule: 'duplicateClaim',
    outletIds,
    productId: 'prd_tea',
    certificateId: 'crt_tea',
    countyCode,
  },
});
const lateLine = (outletId: string): RegistryEvent => ({
  type: 'saleLine.rejectedLate',
  timestamp,
  data: { outletId, lineId: 'l', outcome: 'rejected', soldAt: timestamp, pointers: [] },
});

const events = {
  'a change of the tea’s certificate': {
    type: 'certificate.statusChanged',
    timestamp,
    data: {
      certificateId: 'crt_tea',
      productId: 'prd_tea',
      supplierId: 'sup_tea',
      countyCode: '520328',
      status: 'suspended',
      reasonCode: null,
    },
  },
  'a finding about an outlet of 甲': finding(['out_jia'], '520328'),
  'a finding about outlets of 甲 and 乙': finding(['out_jia', 'out_yi'], '520328'),
  'a finding about no outlet': finding([], null),
  'a late line of 甲': lateLine('out_jia'),
  'a late line of an outlet that is in no division': lateLine('out_online'),
  'a late line of an outlet that is gone': lateLine('out_gone'),
  'a gap of 乙': {
    type: 'terminal.gapFound',
    timestamp,
    data: { outletId: 'out_yi', terminalId: 't', ...missing },
  },
} as const satisfies Record<string, RegistryEvent>;
type EventName = keyof typeof events;

const everything = Object.keys(events) as EventName[];
const ofTheCounty: readonly EventName[] = [
  'a change of the tea’s certificate',
  'a finding about an outlet of 甲',
  'a finding about outlets of 甲 and 乙',
  'a late line of 甲',
];

const audience: readonly (readonly [string, WebhookOwner, readonly EventName[]])[] = [
  ['an administrator', { role: 'administrator' }, everything],
  ['the country’s supervisor', { role: 'supervisor', divisionCode: '000000' }, everything],
  ['the province’s supervisor', { role: 'supervisor', divisionCode: '520000' }, ofTheCounty],
  ['the county’s supervisor', { role: 'supervisor', divisionCode: '520328' }, ofTheCounty],
  ['another county’s supervisor', { role: 'supervisor', divisionCode: '520329' }, []],
  [
    'another province’s supervisor',
    { role: 'supervisor', divisionCode: '510000' },
    ['a gap of 乙'],
  ],
  [
    'the tea’s supplier',
    { role: 'supplier', supplierId: 'sup_tea' },
    ['a change of the tea’s certificate'],
  ],
  ['another supplier', { role: 'supplier', supplierId: 'sup_other' }, []],
  ['甲', { role: 'operator', operatorId: 'opr_jia' }, ofTheCounty],
  [
    '乙',
    { role: 'operator', operatorId: 'opr_yi' },
    ['a finding about outlets of 甲 and 乙', 'a gap of 乙'],
  ],
  [
    '丙',
    { role: 'operator', operatorId: 'opr_bing' },
    ['a late line of an outlet that is in no division'],
  ],
  ['an operator of nothing', { role: 'operator', operatorId: 'opr_nobody' }, []],
];

describe('of what happens', () => {
  for (const [who, owner, expected] of audience) {
    test(`${who} is told: ${expected.join(', ') || 'nothing'}`, () => {
      const told = everything.filter((name) => seenBy(owner, events[name], parties) !== null);
      assert.deepEqual(told, expected);
    });
  }

  test('everybody but an operator is told all that an event says', () => {
    for (const [who, owner] of audience) {
      if (owner.role === 'operator') continue;
      for (const event of Object.values(events)) {
        assert.ok([null, event].includes(seenBy(owner, event, parties)), who);
      }
    }
  });

  test('no operator is told whose outlets beside its own a finding is about', () => {
    const both = events['a finding about outlets of 甲 and 乙'];
    for (const [operatorId, outletId] of [
      ['opr_jia', 'out_jia'],
      ['opr_yi', 'out_yi'],
    ] as const) {
      const seen = seenBy({ role: 'operator', operatorId }, both, parties);
      assert.deepEqual(seen, { ...both, data: { ...both.data, outletIds: [outletId] } });
    }
  });
});
