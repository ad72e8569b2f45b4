import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CertificateValidity, StatusChange } from './certificate.ts';
import { isInForce, statusAt } from './is-in-force.ts';

const change = (status: string, at: string): StatusChange => ({ status, at });
const issued = change('active', '2020-05-20T09:00:00+08:00');
const suspended = change('suspended', '2020-08-01T10:00:00+08:00');
const reinstated = change('active', '2020-09-01T10:00:00+08:00');
const withdrawn = change('withdrawn', '2020-10-01T10:00:00+08:00');

const certificate = (...statusChanges: StatusChange[]): CertificateValidity => ({
  validFrom: '2020-06-01',
  validUntil: '2021-05-31',
  statusChanges,
});

interface Case {
  readonly fact: string;
  readonly changes: readonly StatusChange[];
  readonly at: string;
  readonly status: string;
  readonly inForce: boolean;
}

const cases: readonly Case[] = [
  {
    fact: 'is not in force a millisecond before its first day',
    changes: [issued],
    at: '2020-05-31T23:59:59.999+08:00',
    status: 'active',
    inForce: false,
  },
  {
    fact: 'is in force from the first instant of its first day',
    changes: [issued],
    at: '2020-06-01T00:00:00+08:00',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'begins in Shanghai, not in UTC',
    changes: [issued],
    at: '2020-05-31T16:00:00Z',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'is in force to the last millisecond of its last day',
    changes: [issued],
    at: '2021-05-31T23:59:59.999+08:00',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'is not in force the day after its last',
    changes: [issued],
    at: '2021-06-01T00:00:00+08:00',
    status: 'active',
    inForce: false,
  },
  {
    fact: 'is active without any change of status',
    changes: [],
    at: '2020-07-01T00:00:00Z',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'is in force until it is suspended',
    changes: [issued, suspended],
    at: '2020-08-01T09:59:59.999+08:00',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'is not in force from the instant of its suspension',
    changes: [issued, suspended],
    at: '2020-08-01T10:00:00+08:00',
    status: 'suspended',
    inForce: false,
  },
  {
    fact: 'is in force again once reinstated',
    changes: [issued, suspended, reinstated],
    at: '2020-09-01T02:00:00Z',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'stays suspended in hindsight while it was',
    changes: [issued, suspended, reinstated],
    at: '2020-08-15T00:00:00+08:00',
    status: 'suspended',
    inForce: false,
  },
  {
    fact: 'goes by time, whatever the order of the changes',
    changes: [reinstated, suspended, issued],
    at: '2020-09-02T00:00:00+08:00',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'was in force before its withdrawal',
    changes: [issued, withdrawn],
    at: '2020-09-30T00:00:00+08:00',
    status: 'active',
    inForce: true,
  },
  {
    fact: 'is not in force once withdrawn',
    changes: [issued, withdrawn],
    at: '2020-10-01T10:00:00+08:00',
    status: 'withdrawn',
    inForce: false,
  },
  {
    fact: 'stays withdrawn even where a later change says active',
    changes: [issued, withdrawn, change('active', '2020-11-01T00:00:00+08:00')],
    at: '2020-12-01T00:00:00+08:00',
    status: 'withdrawn',
    inForce: false,
  },
  {
    fact: 'is not in force under a status that this version does not know',
    changes: [issued, change('underReview', '2020-08-01T00:00:00+08:00')],
    at: '2020-08-02T00:00:00+08:00',
    status: 'underReview',
    inForce: false,
  },
  {
    fact: 'compares offsets as instants',
    changes: [issued, change('suspended', '2020-08-01T02:00:00Z')],
    at: '2020-08-01T09:59:59+08:00',
    status: 'active',
    inForce: true,
  },
];

describe('a certificate', () => {
  for (const { fact, changes, at, status, inForce } of cases) {
    test(fact, () => {
      assert.equal(statusAt(certificate(...changes), new Date(at)), status);
      assert.equal(isInForce(certificate(...changes), new Date(at)), inForce);
    });
  }

  test('is never in force at an instant that is none', () => {
    assert.equal(isInForce(certificate(issued), new Date('never')), false);
  });

  test('is left as it was', () => {
    const frozen = Object.freeze([reinstated, issued]);
    statusAt({ ...certificate(), statusChanges: frozen }, new Date());
    assert.deepEqual(frozen, [reinstated, issued]);
  });
});
