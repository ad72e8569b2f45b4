import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { taken } from '../../test/sink.ts';
import { judge } from './verdict.ts';

const batch = [1, 2].map((position) => ({
  position,
  lineId: `line-${position}`,
  content: `{"lineNo":${position}}`,
}));
const { receipt } = taken('line-1');
const refusal = { code: 'conflict', detail: 'other content', issues: [] };
const judged = (...outcomes: unknown[]) => judge(batch, outcomes, 0);

describe('an outcome', () => {
  it('settles the line whose place and identity it names, and no other', () => {
    const { accepted, receipts, deadLetters } = judged(
      { index: 1, lineId: 'line-2', outcome: 'conflict', problem: refusal },
      { index: 0, lineId: 'line-1', outcome: 'duplicate', receipt },
    );
    assert.deepEqual(accepted, [1]);
    assert.deepEqual(receipts, [receipt]);
    assert.deepEqual(
      deadLetters.map(({ deadLetterId, line, problem }) => ({ deadLetterId, line, problem })),
      [{ deadLetterId: 2, line: { lineNo: 2 }, problem: refusal }],
    );
  });

  for (const [what, outcome] of Object.entries<unknown>({
    'of another place': { index: 1, ...taken('line-1') },
    'of another line': { index: 0, ...taken('line-2') },
    'of a line that was not sent': { index: 2, ...taken('line-3') },
    'without a place': taken('line-1'),
    'of a kind not known here': { index: 0, ...taken('line-1'), outcome: 'deferred' },
    'without its receipt': { index: 0, lineId: 'line-1', outcome: 'accepted' },
    'with the receipt of another': {
      index: 0,
      ...taken('line-1'),
      ...{ receipt: taken('line-2').receipt },
    },
    'with half a receipt': { index: 0, ...taken('line-1'), receipt: { lineId: 'line-1' } },
    'of null': null,
    'of a text': 'accepted',
  })) {
    it(`${what} settles nothing, and does not keep others from counting`, () => {
      const second = taken('line-2');
      const { accepted, deadLetters } = judged(outcome, { index: 1, ...second });
      assert.deepEqual(accepted, [2]);
      assert.deepEqual(deadLetters, []);
    });
  }

  it('counts once when it comes twice, the first time', () => {
    const first = { index: 0, lineId: 'line-1', outcome: 'rejected', problem: refusal };
    const { accepted, deadLetters } = judged(first, { index: 0, ...taken('line-1') });
    assert.deepEqual(accepted, []);
    assert.equal(deadLetters.length, 1);
  });

  it('that refuses without saying why still refuses', () => {
    const { deadLetters } = judged({ index: 0, lineId: 'line-1', outcome: 'rejected' });
    assert.equal(deadLetters[0]?.problem.code, 'invalidInput');
  });
});
