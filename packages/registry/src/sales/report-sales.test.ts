import { SaleOutcome } from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import { problemOf, sampleKeys, startRegistry } from '../testing/registry-under-test.ts';
import { inWords, placeOf, report, saleLine } from '../testing/sale-lines.ts';
import { sampleIds, samples } from '../testing/sample-directory.ts';

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('a line is accepted once; the same again is a duplicate with the first receipt', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const [first] = await report(registry, key, [saleLine()]);
      assert.equal(first?.outcome, 'accepted');
      assert.equal(SaleOutcome.safeParse(first).success, true);
      registry.now = new Date(registry.now.getTime() + 86_400_000);
      const respelled = saleLine({ quantity: '2.00', soldAt: '2020-10-17T02:00:00Z' });
      const [second] = await report(registry, key, [respelled]);
      assert.equal(second?.outcome, 'duplicate');
      assert.deepEqual(second.receipt, first.receipt);
    });

    test('a line with a known identity and other content is a conflict and changes nothing', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      await report(registry, key, [saleLine()]);
      const [outcome] = await report(registry, key, [saleLine({ amountFen: 1 })]);
      assert.equal(outcome?.outcome, 'conflict');
      assert.equal(outcome.problem?.code, 'conflict');
      assert.equal(outcome.receipt, undefined);
      const rows = await registry.database.db.selectFrom('saleLine').select('amountFen').execute();
      assert.deepEqual(
        rows.map(({ amountFen }) => amountFen),
        [19_600],
      );
    });

    test('within a batch the first of an identity counts, and bad lines do not hold up good ones', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const outcomes = await report(registry, key, [
        saleLine(),
        saleLine(),
        saleLine({ amountFen: 5 }),
        null,
        saleLine({ receiptNo: 'R2', quantity: '0', unit: '' }),
        saleLine({ receiptNo: 'R3', original: { terminalId: 'x' } }),
        saleLine({ receiptNo: 'R4', surplus: 1 }),
        saleLine({ kind: 'void' }),
        saleLine({ receiptNo: 'R5', sku: undefined }),
        saleLine({ receiptNo: 'R6' }),
      ]);
      assert.deepEqual(inWords(outcomes), [
        'accepted',
        'duplicate',
        'conflict',
        'invalidInput',
        'invalidInput',
        'invalidInput',
        'invalidInput',
        'accepted',
        'invalidInput',
        'accepted',
      ]);
      assert.deepEqual(
        outcomes.map(({ index }) => index),
        [...outcomes.keys()],
      );
      assert.deepEqual(outcomes[1]?.receipt, outcomes[0]?.receipt);
      assert.deepEqual(
        outcomes[4]?.problem?.issues.map(({ pointer }) => pointer),
        ['/quantity', '/unit'],
      );
      assert.deepEqual(
        outcomes[6]?.problem?.issues.map(({ pointer }) => pointer),
        ['/surplus'],
      );
    });

    test('a line with text that no database stores is rejected with a pointer, and the others go on', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const place = placeOf(saleLine());
      const broken: readonly (readonly [changes: Record<string, unknown>, pointer: string])[] = [
        ...['terminalId', 'businessDate', 'receiptNo', 'sku', 'name', 'unit', 'quantity'].map(
          (name) => [{ [name]: 'x\0' }, `/${name}`] as const,
        ),
        [{ name: 'x\ud800' }, '/name'],
        [{ name: '\udc00x' }, '/name'],
        [{ kind: 'return', original: { ...place, receiptNo: '\0' } }, '/original/receiptNo'],
        [{ kind: 'return', original: { ...place, 'a\0': 1 } }, '/original/a\0'],
        [{ 'a\0': 1 }, '/a\0'],
        [{ '\ud800': { '\0': '\0' } }, '/\ud800'],
        [JSON.parse('{"__proto__": "\\u0000"}') as Record<string, unknown>, '/__proto__'],
      ];
      const lines = broken.map(([changes], index) => {
        const line = saleLine({ lineNo: index + 2 });
        for (const [name, value] of Object.entries(changes)) {
          Object.defineProperty(line, name, { value, enumerable: true });
        }
        return line;
      });
      const outcomes = await report(registry, key, [saleLine(), ...lines, saleLine()]);
      assert.deepEqual(
        outcomes.slice(1, -1).map(({ outcome, problem }) => [outcome, problem?.issues[0]?.pointer]),
        broken.map(([, pointer]) => ['rejected', pointer]),
      );
      assert.deepEqual([outcomes[0]?.outcome, outcomes.at(-1)?.outcome], ['accepted', 'duplicate']);
      assert.deepEqual(registry.failures, []);
    });

    test('certified is decided a line, at soldAt: by productId, else SKU, else GTIN', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.operator);
      const { gtin } = samples.tea;
      const none = { sku: undefined };
      const cases: readonly (readonly [Record<string, unknown>, boolean])[] = [
        [{ sku: 'tea' }, true],
        [{ ...none, productId: sampleIds.product('pepper') }, true],
        [{ ...none, gtin }, true],
        [{ ...none, gtin: `0${gtin}` }, true],
        [{ ...none, name: '湄潭翠芽' }, false],
        [{ sku: 'unknown', gtin }, true],
        [{ productId: sampleIds.product('walnut'), sku: 'tea' }, false],
        [{ sku: 'honey' }, false],
        [{ sku: 'honey', soldAt: '2020-10-16T23:59:59+08:00' }, true],
        [{ sku: 'walnut' }, false],
        [{ sku: 'walnut', soldAt: '2020-09-30T23:59:59+08:00' }, true],
        [{ sku: 'potato', soldAt: '2020-10-02T00:00:00+08:00' }, false],
        [{ sku: 'tea', soldAt: '2020-05-07T23:59:59+08:00' }, false],
        [{ sku: 'tea', soldAt: '2020-05-08T00:00:00+08:00' }, true],
      ];
      const lines = cases.map(([changes], place) => saleLine({ lineNo: place + 1, ...changes }));
      const outcomes = await report(registry, key, lines);
      for (const [place, [changes, certified]] of cases.entries()) {
        assert.equal(outcomes[place]?.receipt?.certified, certified, JSON.stringify(changes));
      }
    });

    test('the SKU of another outlet’s listing means nothing', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.otherOperator);
      const [outcome] = await report(registry, key, [saleLine()], sampleIds.otherOutlet);
      assert.equal(outcome?.receipt?.certified, false);
    });

    test('one sale reported for two outlets is two lines', async (t) => {
      const registry = await startRegistry(t, kind);
      const [mine, other] = [
        await registry.key(sampleKeys.operator),
        await registry.key(sampleKeys.otherOperator),
      ];
      const [first] = await report(registry, mine, [saleLine()]);
      const [second] = await report(registry, other, [saleLine()], sampleIds.otherOutlet);
      assert.equal(second?.outcome, 'accepted');
      assert.notEqual(first?.receipt?.receiptId, second.receipt?.receiptId);
    });

    test('another’s or an unknown outlet takes nothing', async (t) => {
      const registry = await startRegistry(t, kind);
      const key = await registry.key(sampleKeys.otherOperator);
      const send = (outletId: string) =>
        registry.call('reportSales', { params: { outletId }, body: { lines: [saleLine()] }, key });
      assert.equal((await problemOf(await send(sampleIds.outlet))).code, 'forbidden');
      assert.equal((await problemOf(await send('out_nothing00'))).code, 'notFound');
      assert.equal(
        (await registry.database.db.selectFrom('saleLine').selectAll().execute()).length,
        0,
      );
    });
  });
}
