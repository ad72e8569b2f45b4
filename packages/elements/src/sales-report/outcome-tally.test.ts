import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutcomeTally } from './outcome-tally.ts';

const receipt = (certified: boolean, unmatched: boolean, acceptedAt: string) => ({
  ...{ receiptId: 'r', lineId: 'a', fingerprint: 'f' },
  ...{ certified, unmatched, acceptedAt },
});

const answering = (...bodies: (object | string)[]): typeof fetch => {
  const left = [...bodies];
  return () => {
    const body = left.shift();
    return Promise.resolve(
      typeof body === 'string' ? new Response(body) : Response.json(body ?? {}, { status: 200 }),
    );
  };
};

test('counts what the registry answers, and hands the answer on whole', async () => {
  const tally = new OutcomeTally();
  const body = {
    outcomes: [
      {
        index: 0,
        lineId: 'a',
        outcome: 'accepted',
        receipt: receipt(true, false, '2020-10-17T01:00:00Z'),
      },
      {
        index: 1,
        lineId: 'b',
        outcome: 'duplicate',
        receipt: receipt(false, true, '2020-10-18T01:00:00Z'),
      },
      { index: 2, lineId: 'c', outcome: 'conflict' },
      { index: 3, lineId: 'd', outcome: 'rejected' },
      { index: 4, lineId: null, outcome: 'rejected' },
    ],
  };
  const response = await tally.watch(answering(body))('https://registry.example');
  assert.deepEqual(await response.json(), body);
  assert.deepEqual(tally.counts, {
    accepted: 1,
    duplicate: 1,
    refused: 2,
    certified: 1,
    unmatched: 1,
    acceptedAt: '2020-10-17T01:00:00Z',
  });
  assert.equal(tally.outcomeOf('c'), 'conflict');
});

test('a line whose first answer got lost counts once', async () => {
  const tally = new OutcomeTally();
  const first = { outcomes: [{ index: 0, lineId: 'a', outcome: 'accepted' }] };
  const again = { outcomes: [{ index: 0, lineId: 'a', outcome: 'duplicate' }] };
  const fetch = tally.watch(answering(first, again));
  await fetch('x');
  await fetch('x');
  assert.equal(tally.counts.accepted, 1);
  assert.equal(tally.counts.duplicate, 0);
});

test('an answer that is none counts nothing', async () => {
  const tally = new OutcomeTally();
  const fetch = tally.watch(answering('<html>', {}, { outcomes: 'many' }));
  for (let time = 0; time < 3; time += 1) await fetch('x');
  assert.equal(tally.counts.accepted, 0);
});

test('begins anew', async () => {
  const tally = new OutcomeTally();
  const body = { outcomes: [{ index: 0, lineId: 'a', outcome: 'accepted' }] };
  const fetch = tally.watch(answering(body, body));
  await fetch('x');
  tally.clear();
  assert.equal(tally.counts.accepted, 0);
  await fetch('x');
  assert.equal(tally.counts.accepted, 1);
});
