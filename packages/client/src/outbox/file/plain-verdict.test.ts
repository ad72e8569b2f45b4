import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outletId, taken } from '../../../test/sink.ts';
import { judge } from '../verdict.ts';
import { plainVerdict } from './plain-verdict.ts';

const batch = [1, 2].map((position) => ({
  position,
  lineId: `line-${position}`,
  content: `{"lineNo":${position}}`,
}));
const outcomes = [
  { index: 0, ...taken('line-1') },
  { index: 1, ...taken('line-2', 'duplicate') },
];
const answer = (given: readonly unknown[], rest: object = {}) =>
  JSON.stringify({ outletId, outcomes: given, ...rest });
const changed = (change: object) => answer([outcomes[0], { ...outcomes[1], ...change }]);
const withReceipt = (change: object) =>
  changed({ receipt: { ...outcomes[1]?.receipt, ...change } });

describe('an answer that takes every line', () => {
  for (const [what, text] of Object.entries({
    'as the registry writes it': answer(outcomes),
    'with a signature behind it': answer(outcomes, { signature: 'e30..x', carriedFaults: [] }),
    'with a late line': withReceipt({ late: true }),
  })) {
    it(`${what} is judged as it is from its objects`, () => {
      const plain = plainVerdict(text, batch);
      const { receipts, ...rest } = judge(
        batch,
        (JSON.parse(text) as { outcomes: unknown[] }).outcomes,
        0,
      );
      assert.deepEqual({ ...plain, receipts: [...(plain?.receipts ?? [])] }, { ...rest, receipts });
      assert.equal(plain?.receipts.length, 2);
    });
  }
});

describe('an answer is left to be judged from its objects', () => {
  for (const [what, text] of Object.entries({
    'with a line refused': changed({ outcome: 'rejected' }),
    'with lines in another order': answer(outcomes.toReversed()),
    'with a line left out': answer(outcomes.slice(1)),
    'with a line too many': answer([...outcomes, { index: 2, ...taken('line-3') }]),
    'with a line of another place': changed({ index: 2 }),
    'with another line': changed(taken('line-3')),
    'with the receipt of another': withReceipt({ lineId: 'line-1' }),
    'with half a receipt': changed({ receipt: { lineId: 'line-2' } }),
    'with a receipt of another kind': withReceipt({ certified: 1 }),
    'with a member more': withReceipt({ more: true }),
    'with an escape': withReceipt({ receiptId: '"' }),
    'with spaces': JSON.stringify({ outletId, outcomes }, undefined, 1),
    'cut short': answer(outcomes).slice(0, -1),
    'that goes on': `${answer(outcomes)}}`,
    'with a comma too many': answer(outcomes).replace('}}]', '}},]'),
    'that is none': 'no JSON',
  })) {
    it(what, () => {
      assert.equal(plainVerdict(text, batch), undefined);
    });
  }
});
