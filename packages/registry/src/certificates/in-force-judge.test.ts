import { isInForce, type CertificateValidity } from '@fupin/schema';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inForceJudge } from './in-force-judge.ts';

const certificate: CertificateValidity = {
  validFrom: '2020-05-08',
  validUntil: '2020-05-20',
  statusChanges: [
    { status: 'active', at: '2020-05-12T12:00:00+08:00' },
    { status: 'suspended', at: '2020-05-10T00:00:00Z' },
    { status: 'withdrawn', at: '2020-05-18T00:00:00+08:00' },
  ],
};

test('answers as isInForce does, at each turn, just before and just after it', () => {
  const judge = inForceJudge(certificate);
  const turns = [
    '2020-05-08T00:00:00+08:00',
    '2020-05-10T00:00:00Z',
    '2020-05-12T12:00:00+08:00',
    '2020-05-18T00:00:00+08:00',
    '2020-05-21T00:00:00+08:00',
  ].map((at) => Date.parse(at));
  const instants = turns.flatMap((at) => [at - 1, at, at + 1, at + 3_600_000]);
  const answers = instants.map(judge);
  assert.deepEqual(
    answers,
    instants.map((at) => isInForce(certificate, new Date(at))),
  );
  assert.deepEqual(instants.map(judge), answers);
  assert.deepEqual(new Set(answers), new Set([true, false]));
});
