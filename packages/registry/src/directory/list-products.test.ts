import type { Product } from '@fupin/schema';
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, test } from 'node:test';
import { databaseKinds } from '../testing/databases.ts';
import {
  bodyOf,
  problemOf,
  startRegistry,
  type RegistryUnderTest,
} from '../testing/registry-under-test.ts';
import { samples } from '../testing/sample-directory.ts';
import { upsertCategories } from './category-store.ts';
import { upsertProducts } from './product-store.ts';
import { upsertSuppliers } from './supplier-store.ts';

interface Page {
  readonly items: readonly Product[];
  readonly nextCursor: string | null;
}

async function namesOf(
  registry: RegistryUnderTest,
  query: Record<string, string | number | boolean>,
): Promise<string[]> {
  const { items } = await bodyOf<Page>(await registry.call('listProducts', { query }));
  return items.map(({ name }) => name).sort();
}

for (const kind of databaseKinds) {
  describe(kind.name, () => {
    test('products are found in Chinese, pinyin, initials and English, by product, supplier, county and province', async (t) => {
      const registry = await startRegistry(t, kind);
      const { tea, pepper, potato } = samples;
      const all = Object.values(samples)
        .map(({ name }) => name)
        .sort();
      const expected: readonly (readonly [string, readonly string[]])[] = [
        ['花椒', [pepper.name]],
        ['huajiao', [pepper.name]],
        ['hua jiao', [pepper.name]],
        ['mtcy', [tea.name]],
        ['sichuan pepper', [pepper.name]],
        ['云栖谷', all],
        ['zhaojue', [pepper.name, potato.name].sort()],
        ['四川省', [pepper.name, potato.name].sort()],
        ['green tea', [tea.name]],
        ['咖啡', []],
        ['!', []],
        ['茶', [tea.name]],
        ['椒 ！？', [pepper.name]],
        ['🌶️', []],
        ['！？。', []],
        ['⺀', []],
        ['茶'.repeat(100), []],
        ['花椒 AND', []],
        ['NEAR(花椒)', []],
        ['"花椒" *', [pepper.name]],
        ['name:花椒', []],
        ['-花椒', [pepper.name]],
        ['花椒:*', [pepper.name]],
        ['花椒 | 翠芽', []],
        ['!花椒', [pepper.name]],
        ['%', []],
        ['_\\', []],
        ['" OR 1', []],
        ["') or 1=1 --", []],
      ];
      for (const [q, names] of expected) {
        assert.deepEqual(await namesOf(registry, { q }), names, q);
      }
      assert.deepEqual(registry.failures, []);
    });

    test('the product whose name is nearest comes first', async (t) => {
      const registry = await startRegistry(t, kind);
      const { items } = await bodyOf<Page>(
        await registry.call('listProducts', { query: { q: '土豆' } }),
      );
      const [potato] = items;
      assert.ok(potato);
      const { categoryCode, countyCode } = samples.potato;
      const base = {
        supplierId: potato.supplier.supplierId,
        spec: '1kg',
        categoryCode,
        countyCode,
        images: [],
        referencePriceFen: 100,
        annualSupply: potato.annualSupply,
      };
      await upsertCategories(registry.database, [
        { code: '010199', name: '土豆制品', nameEn: 'Potato products' },
      ]);
      await upsertProducts(registry.database, [
        { ...base, name: '粉条', categoryCode: '010199' },
        { ...base, name: '土豆' },
        { ...base, name: '土豆粉' },
      ]);
      const found = await bodyOf<Page>(
        await registry.call('listProducts', { query: { q: '土豆' } }),
      );
      assert.deepEqual(
        found.items.map(({ name }) => name),
        ['土豆', '土豆粉', '高山土豆', '粉条'],
      );
    });

    test('a product is found by the new name of its supplier or category, and no longer by the old one', async (t) => {
      const registry = await startRegistry(t, kind);
      const all = Object.values(samples)
        .map(({ name }) => name)
        .sort();
      const [supplier] = await registry.database.db.selectFrom('supplier').selectAll().execute();
      assert.ok(supplier);
      const named = { ...supplier, nameEn: 'Cloud Hollow' };
      await upsertSuppliers(registry.database, [{ ...named, name: '听松谷合作社' }]);
      assert.deepEqual(await namesOf(registry, { q: '听松谷' }), all);
      assert.deepEqual(await namesOf(registry, { q: 'cloud' }), all);
      assert.deepEqual(await namesOf(registry, { q: '云栖谷' }), []);
      const { name: pepper, categoryCode: code } = samples.pepper;
      await upsertCategories(registry.database, [{ code, name: '香辛料', nameEn: 'Spices' }]);
      assert.deepEqual(await namesOf(registry, { q: 'xiangxinliao' }), [pepper]);
      await upsertCategories(registry.database, [{ code, name: '麻料', nameEn: 'Spices' }]);
      assert.deepEqual(await namesOf(registry, { q: '香辛料' }), []);
      assert.deepEqual(await namesOf(registry, { q: '麻料 听松' }), [pepper]);
    });

    test('products are selected by province, prefecture and county, a former county code being mapped', async (t) => {
      const registry = await startRegistry(t, kind);
      const { tea, pepper, potato, honey } = samples;
      assert.deepEqual(
        await namesOf(registry, { divisionCode: '520000' }),
        [tea.name, honey.name].sort(),
      );
      assert.deepEqual(await namesOf(registry, { divisionCode: '520300' }), [tea.name]);
      assert.deepEqual(
        await namesOf(registry, { divisionCode: '513431' }),
        [pepper.name, potato.name].sort(),
      );
      assert.deepEqual(await namesOf(registry, { divisionCode: '520522' }), [honey.name]);
      assert.deepEqual(await namesOf(registry, { divisionCode: '520581' }), [honey.name]);
      assert.deepEqual(await namesOf(registry, { divisionCode: '110000' }), []);
      assert.equal((await namesOf(registry, { divisionCode: '000000' })).length, 5);
    });

    test('products are selected by category of any level and by certificates in force', async (t) => {
      const registry = await startRegistry(t, kind);
      const { tea, pepper, honey, walnut, potato } = samples;
      assert.deepEqual(
        await namesOf(registry, { categoryCode: '01' }),
        [walnut.name, potato.name].sort(),
      );
      assert.deepEqual(await namesOf(registry, { categoryCode: '010102' }), [potato.name]);
      assert.deepEqual(await namesOf(registry, { inForce: true }), [tea.name, pepper.name].sort());
      assert.deepEqual(
        await namesOf(registry, { inForce: false }),
        [honey.name, walnut.name, potato.name].sort(),
      );
      assert.deepEqual(
        await namesOf(registry, { inForce: true, divisionCode: '510000', q: 'zj' }),
        [pepper.name],
      );
    });

    test('pages join to the whole list, each product once, with and without a search', async (t) => {
      const registry = await startRegistry(t, kind);
      for (const filter of [{}, { q: '云栖谷' }]) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const query = { ...filter, limit: 2, ...(cursor !== null && { cursor }) };
          const page: Page = await bodyOf<Page>(await registry.call('listProducts', { query }));
          assert.ok(page.items.length > 0);
          seen.push(...page.items.map(({ productId }) => productId));
          cursor = page.nextCursor;
        } while (cursor !== null);
        assert.equal(seen.length, 5);
        assert.equal(new Set(seen).size, 5);
      }
    });

    test('a cursor that is garbled, cut or of another list is refused with a pointer to it', async (t) => {
      const registry = await startRegistry(t, kind);
      const { nextCursor } = await bodyOf<Page>(
        await registry.call('listProducts', { query: { limit: 2 } }),
      );
      assert.ok(nextCursor);
      // The check is no secret: anybody can compute it.
      const forged = (text: string) => {
        const check = hash('sha256', JSON.stringify([['products', {}], text]), 'base64url');
        return `${Buffer.from(text).toString('base64url')}.${check.slice(0, 11)}`;
      };
      const queries = [
        { cursor: 'x' },
        { cursor: '' },
        { cursor: nextCursor.slice(1) },
        { cursor: nextCursor.slice(0, -1) },
        { cursor: `${nextCursor.split('.')[0]}.` },
        { cursor: nextCursor, q: '茶' },
        { cursor: nextCursor, inForce: true },
        { cursor: forged('no JSON') },
        { cursor: forged('[]') },
        { cursor: forged('[1]') },
        { cursor: forged('["\\u0000"]') },
      ];
      for (const query of queries) {
        const problem = await problemOf(await registry.call('listProducts', { query }));
        assert.equal(problem.code, 'invalidInput');
        assert.deepEqual(
          problem.issues?.map(({ in: place, pointer }) => [place, pointer]),
          [['query', '/cursor']],
        );
      }
      assert.deepEqual(registry.failures, []);
    });
  });
}
