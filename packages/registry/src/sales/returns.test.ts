import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { inWords, placeOf, report, saleLine } from '../testing/sale-lines.ts';

const sale = saleLine();
const original = placeOf(sale);

const returnLine = (receiptNo: string, changes: Readonly<Record<string, unknown>> = {}) =>
  saleLine({ kind: 'return', receiptNo, original, quantity: '1', amountFen: 9800, ...changes });

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('returns and voids are taken up to the quantity and amount of their sale', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, [sale]);
      const outcomes = await report(registry, key, [
        returnLine('B1'),
        returnLine('B2', { quantity: '1.000001', amountFen: 1 }),
        returnLine('B3', { quantity: '0.5', amountFen: 9801 }),
        returnLine('B4', { kind: 'void', quantity: '1.0' }),
        returnLine('B5', { quantity: '0.000001', amountFen: 0 }),
      ]);
      assert.deepEqual(inWords(outcomes), [
        'accepted',
        'returnExceedsSale',
        'returnExceedsSale',
        'accepted',
        'returnExceedsSale',
      ]);
      assert.equal(outcomes[1]?.problem?.issues[0]?.pointer, '/quantity');
      assert.equal(outcomes[2]?.problem?.issues[0]?.pointer, '/amountFen');
      assert.deepEqual(
        outcomes.map(({ receipt }) => receipt?.unmatched),
        [false, undefined, undefined, false, undefined],
      );
    });

    test('a return may come before its sale in a batch', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const outcomes = await report(registry, key, [returnLine('B1'), sale]);
      assert.deepEqual(inWords(outcomes), ['accepted', 'accepted']);
      assert.equal(outcomes[0]?.receipt?.unmatched, false);
    });

    test('a return of a sale that is not known, or of none, is accepted as unmatched', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const outcomes = await report(registry, key, [
        returnLine('B1'),
        returnLine('B2', { original: undefined }),
        returnLine('B3', { kind: 'void', original: undefined }),
      ]);
      assert.deepEqual(inWords(outcomes), ['accepted', 'accepted', 'accepted']);
      assert.deepEqual(
        outcomes.map(({ receipt }) => receipt?.unmatched),
        [true, true, true],
      );
    });

    test('unmatched returns that came before their sale count against it', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, [returnLine('B1', { quantity: '2' })]);
      await report(registry, key, [sale]);
      assert.deepEqual(inWords(await report(registry, key, [returnLine('B2')])), [
        'returnExceedsSale',
      ]);
    });

    test('a return that was taken is a duplicate afterwards, not one too many', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const whole = returnLine('B1', { quantity: '2', amountFen: 19_600 });
      const batch = [sale, whole, whole, returnLine('B1')];
      assert.deepEqual(inWords(await report(registry, key, batch)), [
        'accepted',
        'accepted',
        'duplicate',
        'conflict',
      ]);
      assert.deepEqual(inWords(await report(registry, key, batch)), [
        'duplicate',
        'duplicate',
        'duplicate',
        'conflict',
      ]);
    });

    test('a rejected return may be corrected under the same identity', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const outcomes = await report(registry, key, [
        sale,
        returnLine('B1', { quantity: '3' }),
        returnLine('B1'),
      ]);
      assert.deepEqual(inWords(outcomes), ['accepted', 'returnExceedsSale', 'accepted']);
    });

    test('quantities in another unit than the sale’s are not compared, amounts are', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const outcomes = await report(registry, key, [
        sale,
        returnLine('B1', { unit: 'g', quantity: '500' }),
        returnLine('B2', { unit: 'g', quantity: '500', amountFen: 9801 }),
      ]);
      assert.deepEqual(inWords(outcomes), ['accepted', 'accepted', 'returnExceedsSale']);
    });

    test('returns that overtake their sale count against it also where they come at the same time', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      for (let round = 0; round < 10; round += 1) {
        const late = saleLine({ receiptNo: `S${round}` });
        const back = (receiptNo: string) =>
          returnLine(`${round} ${receiptNo}`, {
            original: placeOf(late),
            quantity: '2',
            amountFen: 19_600,
          });
        const outcomes = await Promise.all([
          report(registry, key, [back('B1')]),
          report(registry, key, [late, back('B2')]),
          report(registry, key, [back('B3')]),
        ]);
        const receipts = outcomes
          .flat()
          .flatMap(({ receipt }) => (receipt?.lineId.endsWith('return') ? receipt : []));
        const matched = receipts.filter(({ unmatched }) => !unmatched).length;
        const expected = receipts.length === matched ? 1 : 0;
        assert.equal(matched, expected, `of ${receipts.length} taken`);
      }
    });

    test('of returns of one sale sent at the same time only as many are taken as it holds', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, [sale]);
      const attempts = Array.from({ length: 8 }, (_, count) =>
        report(registry, key, [returnLine(`B${count}`)]),
      );
      const words = (await Promise.all(attempts)).flatMap(inWords);
      assert.equal(words.filter((word) => word === 'accepted').length, 2);
      assert.equal(words.filter((word) => word === 'returnExceedsSale').length, 6);
    });
  });
}
