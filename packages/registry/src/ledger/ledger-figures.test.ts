import {
  LedgerFigures,
  ledgerDimensionNames,
  ledgerIndicators,
  LedgerLines,
  type LedgerFigure,
  type LedgerLine,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { databaseKinds, type DatabaseKind } from '../testing/databases.ts';
import { bookLines, madeUpLine } from '../testing/random-ledger.ts';
import {
  bodyOf,
  problemOf,
  sampleKeys,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { sampleIds } from '../testing/sample-directory.ts';
import { createLedgerWorker } from './ledger-worker.ts';

type Query = Readonly<Record<string, string>>;

async function ledgerOf(t: TestContext, kind: DatabaseKind, lines = 120) {
  const registry = await startRegistry(t, kind);
  const book = async (seed: number, firstLeaf: number) => {
    await bookLines(registry.database, fc.sample(madeUpLine, { numRuns: lines, seed }), {
      linesAtOnce: 7,
      firstLeaf,
    });
    await createLedgerWorker({ database: registry.database, clock: () => registry.now }).turn();
  };
  await book(11, 0);
  return { registry, book };
}

async function everyPage<Page extends { nextCursor: string | null }>(
  read: (query: Query) => Promise<Page>,
  query: Query,
): Promise<Page[]> {
  const pages = [await read(query)];
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await read({ ...query, cursor }));
  }
  return pages;
}

function readers(registry: RegistryUnderTest, key: string) {
  const figures = async (query: Query) => {
    const body = await bodyOf(await registry.call('getLedgerFigures', { key, query }));
    return LedgerFigures.parse(body);
  };
  const lines = async (query: Query) => {
    const body = await bodyOf(await registry.call('listLedgerLines', { key, query }));
    return LedgerLines.parse(body);
  };
  return {
    figures,
    allFigures: async (query: Query) =>
      (await everyPage(figures, query)).flatMap(({ items }) => items),
    allLines: async (query: Query) => (await everyPage(lines, query)).flatMap(({ items }) => items),
  };
}

/** What an indicator's own definition makes of some lines. */
function reckoned(lines: readonly LedgerLine[]): Record<string, number> {
  const values = ledgerIndicators.map(({ indicatorId, formula: { sum, signs, where } }) => {
    const counted = lines.filter((line) => where.every((name) => Reflect.get(line, name) === true));
    const value = counted.reduce(
      (total, { kind, amountFen }) =>
        total + Number(signs[kind] ?? 0) * (sum === 'line' ? 1 : amountFen),
      0,
    );
    return [indicatorId, value] as const;
  });
  return Object.fromEntries(values);
}

function given(figure: LedgerFigure | undefined): Record<string, number> {
  const values = ledgerIndicators.map(({ indicatorId }) => {
    const value = indicatorId
      .split('.')
      .reduce<unknown>((part, name) => Reflect.get(part as object, name), figure);
    return [indicatorId, Number(value)] as const;
  });
  return Object.fromEntries(values);
}

const filterOf: Readonly<Record<string, string>> = {
  outlet: 'outletId',
  operator: 'operatorId',
  product: 'productId',
  supplier: 'supplierId',
  category: 'categoryCode',
  categoryGroup: 'categoryCode',
  county: 'divisionCode',
  prefecture: 'divisionCode',
  province: 'divisionCode',
};
const withNone = ['linkageKind', 'buyerKind', 'fundSource', 'cooperation'];

const [sqlite] = databaseKinds.slice(0, 1);
if (!sqlite) throw new Error('there is no SQLite');

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('every figure is what its definition makes of the lines behind it, then and later', async (t) => {
      const { registry, book } = await ledgerOf(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const { figures, allLines } = readers(registry, key);
      const scopes: Query[] = [
        {},
        { from: '2020-08-01', to: '2020-09-30' },
        { from: '2020-08-20', to: '2020-10-17' },
        { outletId: sampleIds.otherOutlet, from: '2020-09-01', to: '2020-10-31' },
        { outletId: sampleIds.outlet, from: '2020-09-02' },
      ];
      const found: { query: Query; upTo: number; figure: LedgerFigure | undefined }[] = [];
      // What differs between the databases is in each of them.
      for (const scope of kind === sqlite ? scopes : scopes.slice(2, 3)) {
        for (const groupBy of ledgerDimensionNames) {
          const { items, upTo } = await figures({ ...scope, groupBy, limit: '100' });
          assert.ok(items.length > 0, groupBy);
          for (const figure of items) {
            const { member } = figure;
            if (member === null && !withNone.includes(groupBy)) continue;
            const query = { ...scope, [filterOf[groupBy] ?? groupBy]: member ?? 'none' };
            found.push({ query, upTo, figure });
          }
        }
        const { items, upTo } = await figures(scope);
        found.push({ query: scope, upTo, figure: items[0] });
      }
      // Lines that come later are not behind these figures.
      await book(12, 500);
      for (const { query, upTo, figure } of found) {
        const lines = await allLines({ ...query, upTo: String(upTo), limit: '40' });
        assert.deepEqual(given(figure), reckoned(lines), JSON.stringify(query));
      }
    });

    test('spans of time and pages make up the same figures', async (t) => {
      const { registry } = await ledgerOf(t, kind);
      const key = await registry.key(sampleKeys.supervisor);
      const { figures, allFigures } = readers(registry, key);
      const days = { from: '2019-12-15', to: '2020-10-31' };
      const { items } = await figures(days);
      const spansTried = kind === sqlite ? ['day', 'month', 'quarter', 'year'] : ['month'];
      for (const every of spansTried) {
        const spans = await allFigures({ ...days, every, limit: '2' });
        assert.deepEqual(spans, await allFigures({ ...days, every, limit: '100' }));
        const net = spans.reduce((sum, { all }) => sum + all.netFen, 0);
        assert.equal(net, items[0]?.all.netFen, every);
        const byProvince = await allFigures({ ...days, every, groupBy: 'province', limit: '1' });
        const lines = byProvince.reduce((sum, { all }) => sum + all.lines, 0);
        assert.equal(lines, items[0]?.all.lines, every);
      }
      const quarters = await allFigures({ ...days, every: 'quarter' });
      assert.deepEqual(
        quarters.map(({ period }) => period),
        ['2019-Q4', '2020-Q3', '2020-Q4'],
      );
    });

    test('conditions on two things are answered from the lines', async (t) => {
      const { registry } = await ledgerOf(t, kind);
      const key = await registry.key(sampleKeys.administrator);
      const { figures, allLines } = readers(registry, key);
      const query = { divisionCode: '520000', buyerKind: 'budgetUnit', outletKind: 'area' };
      const { items } = await figures(query);
      const lines = await allLines(query);
      assert.ok(lines.length > 0);
      assert.deepEqual(given(items[0]), reckoned(lines));
      const byBuyer = await figures({ supplierId: 'sup_00000000', groupBy: 'buyerKind' });
      assert.deepEqual(byBuyer.items, []);
    });
  });
}

test('a caller sees the figures of its own outlets, and asks for no others', async (t) => {
  const { registry } = await ledgerOf(t, sqlite);
  const whole = readers(registry, await registry.key(sampleKeys.supervisor));
  const own = await registry.key(sampleKeys.operator);
  const { figures, allLines } = readers(registry, own);
  const { items } = await figures({ groupBy: 'outlet' });
  assert.deepEqual(
    items.map(({ member }) => member),
    [sampleIds.outlet],
  );
  const lines = await allLines({});
  assert.ok(lines.length > 0 && lines.every(({ outletId }) => outletId === sampleIds.outlet));
  for (const query of [
    { outletId: sampleIds.otherOutlet },
    { operatorId: sampleIds.otherOperator },
  ]) {
    const refused = await registry.call('getLedgerFigures', { key: own, query });
    assert.equal((await problemOf(refused)).code, 'forbidden');
  }
  const guizhou = { role: 'supervisor', divisionCode: '520000' } as const;
  const sichuan = { role: 'supervisor', divisionCode: '510000' } as const;
  const ofGuizhou = readers(registry, await registry.key(guizhou));
  const ofMeitan = readers(registry, await registry.key({ ...guizhou, divisionCode: '520328' }));
  const ofSichuan = readers(registry, await registry.key(sichuan));
  const { items: other } = await whole.figures({ outletId: sampleIds.otherOutlet });
  assert.deepEqual((await ofGuizhou.figures({})).items, other);
  assert.deepEqual((await ofMeitan.figures({})).items, other);
  assert.equal((await ofSichuan.figures({})).items[0]?.all.lines, 0);
  const key = await registry.key(sichuan);
  const query = { outletId: sampleIds.otherOutlet };
  const refused = await registry.call('listLedgerLines', { key, query });
  assert.equal((await problemOf(refused)).code, 'forbidden');
});

test('a cursor of one outlet’s lines gives no access to another’s', async (t) => {
  const { registry } = await ledgerOf(t, sqlite);
  const whole = await registry.key(sampleKeys.supervisor);
  const query = { outletId: sampleIds.otherOutlet, limit: '1' };
  const page = await bodyOf<LedgerLines>(
    await registry.call('listLedgerLines', { key: whole, query }),
  );
  const key = await registry.key(sampleKeys.operator);
  const response = await registry.call('listLedgerLines', {
    key,
    query: { cursor: page.nextCursor ?? '' },
  });
  assert.equal((await problemOf(response)).issues?.[0]?.pointer, '/cursor');
});

test('a campaign stands for its days, and its members’ sides are never one', async (t) => {
  const { registry } = await ledgerOf(t, sqlite);
  const key = await registry.key(sampleKeys.administrator);
  const { figures } = readers(registry, key);
  const body = { name: '全国消费扶贫月', from: '2020-09-01', to: '2020-09-30' };
  const campaign = await bodyOf<{ campaignId: string }>(
    await registry.call('createCampaign', { key, body }),
    201,
  );
  const { campaignId } = campaign;
  const ofCampaign = await figures({ campaignId });
  const { items } = await figures({ from: body.from, to: body.to });
  assert.ok((items[0]?.all.lines ?? 0) > 0);
  assert.deepEqual(ofCampaign.items, items);
  const both = await registry.call('getLedgerFigures', { key, query: { campaignId, to: body.to } });
  assert.equal((await problemOf(both)).issues?.[0]?.pointer, '/campaignId');
  const listed = await bodyOf<{ items: unknown[] }>(await registry.call('listCampaigns'));
  assert.deepEqual(listed.items, [campaign]);
  const later = await registry.call('createCampaign', {
    key,
    body: { name: '国庆', from: '2020-09-28', to: '2020-10-07' },
  });
  assert.equal(later.status, 201);
  const names = new Map([
    [campaignId, body.name],
    [(await bodyOf<{ campaignId: string }>(later, 201)).campaignId, '国庆'],
  ]);
  for (const more of [{}, { groupBy: 'product' }, { fundSource: 'none', buyerKind: 'none' }]) {
    const { items: compared, addsUp } = await figures({ ...more, every: 'campaign', limit: '100' });
    assert.equal(addsUp, false);
    for (const [id, name] of names) {
      const alone = await figures({ ...more, campaignId: id, limit: '100' });
      const spans = compared.filter(({ period }) => period === id);
      assert.deepEqual(
        spans.filter(({ all }) => all.lines > 0),
        alone.items
          .filter(({ all }) => all.lines > 0)
          .map((item) => ({ ...item, period: id, periodName: name })),
      );
    }
    assert.ok(compared.length >= 2);
  }
  const sides = await Promise.all(
    ['province', 'buyerKind', 'outlet'].map(async (groupBy) => (await figures({ groupBy })).side),
  );
  assert.deepEqual(sides, ['producer', 'buyer', 'outlet']);
  assert.equal((await figures({ groupBy: 'linkageKind' })).addsUp, false);
});
