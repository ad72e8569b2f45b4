import { items } from '@fupin/client';
import { isInForce, type Listing } from '@fupin/schema';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Demo } from './support/demo.ts';
import { eventually } from './support/eventually.ts';
import { ShopBrowser } from './support/shop-browser.ts';
import { ShownArea, type ShownCard } from './support/shown-area.ts';

const pageSize = 24;
const desktop = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };

describe('the special area in the shop', () => {
  let demo: Demo;
  let browser: ShopBrowser;
  const listings: Listing[] = [];

  before(async () => {
    [demo, browser] = await Promise.all([Demo.start(), ShopBrowser.launch()]);
    const { outletId } = demo;
    const { listListings } = demo.client();
    for await (const listing of items(listListings, { outletId, limit: 100 }))
      listings.push(listing);
  });
  after(async () => {
    await browser?.[Symbol.asyncDispose]();
    await demo?.stop();
  });

  async function openArea(page: Page, address = demo.shop) {
    await page.goto(`${address}/`);
    return new ShownArea(page);
  }

  function inForceNow(): readonly Listing[] {
    const now = new Date();
    return listings.filter(
      ({ product: { certificate } }) => certificate && isInForce(certificate, now),
    );
  }

  /** Asserts that every card has a badge, and that those which are valid, and no others, stand for what is in force. */
  async function assertBadgesAreTrue(cards: readonly ShownCard[]) {
    const client = demo.client();
    await Promise.all(
      cards.map(async ({ name, certificateId, badgeState }) => {
        assert.ok(certificateId, `${name} has no certificate`);
        const certificate = await client.getCertificate({ certificateId });
        const isValid = isInForce(certificate, new Date());
        assert.equal(badgeState === 'valid', isValid, `${name}: badge ${badgeState}`);
      }),
    );
  }

  test('shows at least 24 verified products within ten seconds, all of them in force', async () => {
    await using visit = await browser.visit({ viewport: desktop });
    const { page, record } = visit;
    const started = performance.now();
    const area = await openArea(page);
    const cards = await area.settledCards({ atLeast: pageSize });
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds < 10, `took ${seconds.toFixed(1)} s`);
    assert.ok(cards.filter(({ badgeState }) => badgeState === 'valid').length >= 24);
    await assertBadgesAreTrue(cards);
    await record.assertClean(demo.shop, demo.registry);
  });

  test('shows every product in force once, and none that is not, to the last page', async () => {
    await using visit = await browser.visit();
    const area = await openArea(visit.page);
    const inForce = inForceNow();
    assert.ok(inForce.length > 2 * pageSize && inForce.length < listings.length);
    const more = area.element.getByRole('button', { name: '查看更多商品' });
    let cards = await area.settledCards();
    assert.equal(await area.total(), inForce.length);
    while (cards.length < inForce.length) {
      await more.click();
      const exactly = Math.min(cards.length + pageSize, inForce.length);
      cards = await area.settledCards({ exactly });
    }
    assert.equal(await more.count(), 0, 'a button for more after the last page');
    assert.deepEqual(
      cards.map(({ sku }) => sku).toSorted(),
      inForce.map(({ sku }) => sku).toSorted(),
    );
    assert.deepEqual([...new Set(cards.map(({ badgeState }) => badgeState))], ['valid']);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('finds products by Chinese words, by pinyin, and says when there are none', async () => {
    await using visit = await browser.visit();
    const area = await openArea(visit.page);
    await area.settledCards();
    const field = area.element.getByRole('searchbox');
    const walnuts = inForceNow().filter(({ product }) => product.name.includes('核桃'));
    assert.ok(walnuts.length > 0 && walnuts.length < pageSize);

    const byWord = await area.answering(() => field.fill('核桃'));
    const found = new Set(byWord.map(({ sku }) => sku));
    for (const { sku, product } of walnuts) assert.ok(found.has(sku), `${product.name} not found`);
    assert.equal(await area.total(), byWord.length);
    await assertBadgesAreTrue(byWord);

    const byPinyin = await area.answering(() => field.fill('hetao'));
    const foundByPinyin = new Set(byPinyin.map(({ sku }) => sku));
    for (const { sku, product } of walnuts)
      assert.ok(foundByPinyin.has(sku), `${product.name} not found by pinyin`);
    assert.ok(byPinyin.length < inForceNow().length, 'pinyin narrows nothing');

    assert.deepEqual(await area.answering(() => field.fill('航空母舰')), []);
    await area.element.getByText('没有找到合适的商品').waitFor();
    const clear = area.element.getByRole('button', { name: '清除筛选' });
    assert.equal((await area.answering(() => clear.click())).length, pageSize);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('narrows to a province and a category, as many as their choices promise', async () => {
    await using visit = await browser.visit();
    const area = await openArea(visit.page);
    await area.settledCards();
    const province = area.element.getByRole('combobox', { name: '产地' });
    const option = province.locator('option').nth(1);
    const [, name = '', count = ''] = /^(.+) \((\d+)\)$/.exec(await option.innerText()) ?? [];
    const fromThere = inForceNow().filter(({ product }) => product.county.provinceName === name);
    assert.equal(Number(count), fromThere.length, `${name}, as its choice says`);
    const cards = await area.answering(() => province.selectOption({ index: 1 }));
    assert.equal(await area.total(), fromThere.length);
    for (const card of cards)
      assert.ok(card.origin.startsWith(name), `${card.name}: ${card.origin}`);

    const chip = area.element.getByRole('group', { name: '品类' }).getByRole('button').nth(1);
    const chosen = await area.answering(() => chip.click());
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
    const promised = Number(/\d+$/.exec(await chip.innerText())?.[0]);
    assert.ok(promised > 0);
    assert.equal(chosen.length, Math.min(promised, pageSize));
    const categories = new Set(chosen.map(({ categoryCode }) => categoryCode.slice(0, 4)));
    assert.equal(categories.size, 1, [...categories].join(', '));
    for (const card of chosen)
      assert.ok(card.origin.startsWith(name), `${card.name}: ${card.origin}`);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('sorts by price both ways, across pages', async () => {
    await using visit = await browser.visit();
    const area = await openArea(visit.page);
    await area.settledCards();
    const prices = inForceNow()
      .map(({ priceFen }) => priceFen)
      .toSorted((a, b) => a - b);
    const shownFen = (cards: readonly ShownCard[]) =>
      cards.map(({ price }) => Math.round(Number(price) * 100));
    const sort = area.element.getByRole('combobox', { name: '排序' });

    const dearest = await area.answering(() => sort.selectOption({ label: '价格从高到低' }));
    assert.deepEqual(shownFen(dearest), prices.toReversed().slice(0, pageSize));
    await area.answering(() => sort.selectOption({ label: '价格从低到高' }));
    await area.element.getByRole('button', { name: '查看更多商品' }).click();
    const cheapest = await area.settledCards({ exactly: 2 * pageSize });
    assert.deepEqual(shownFen(cheapest), prices.slice(0, 2 * pageSize));
  });

  test('lays its products in the shop’s own cart, at their names and prices', async () => {
    await using visit = await browser.visit();
    const { page } = visit;
    const area = await openArea(page);
    const cards = await area.settledCards();
    const chosen = cards.slice(0, 2);
    for (const [place] of chosen.entries()) {
      const card = area.element.locator('fupin-product-card').nth(place);
      await card.getByRole('button', { name: '加入购物车' }).click();
    }
    await page.getByRole('button', { name: '购物车，2 件' }).click();
    const lines = page.getByRole('dialog').locator('[data-sku]');
    assert.equal(await lines.count(), 2);
    for (const [place, { sku, name, price }] of chosen.entries()) {
      const line = lines.nth(place);
      assert.equal(await line.getAttribute('data-sku'), sku);
      assert.equal(await line.locator('.cart-line-name').innerText(), name);
      assert.equal(await line.locator('.cart-line-price').innerText(), `¥${price}`);
      const picture = line.locator('img');
      await eventually(async () =>
        assert.ok(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth > 0)),
      );
    }
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  for (const [name, viewport] of Object.entries({ desktop, phone })) {
    test(`moves nothing while it loads over a slow line, on a ${name}`, async () => {
      await using visit = await browser.visit({ viewport });
      const { page, record } = visit;
      const session = await page.context().newCDPSession(page);
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 1_600_000 / 8,
        uploadThroughput: 750_000 / 8,
      });
      const area = await openArea(page);
      await area.element.scrollIntoViewIfNeeded();
      await area.settledCards();
      await page.locator('#shops').scrollIntoViewIfNeeded();
      assert.equal((await record.layoutShift()).toFixed(2), '0.00');
    });
  }

  test('speaks English where it is told to, but for what is certified in Chinese', async () => {
    await using visit = await browser.visit();
    const area = await openArea(visit.page);
    await area.element.evaluate((element) => element.setAttribute('locale', 'en'));
    await eventually(async () =>
      assert.equal(
        await area.element.locator('fupin-certification-badge [part="label"]').first().innerText(),
        'Certified product',
      ),
    );
    await area.element.getByRole('button', { name: 'Add to cart' }).first().waitFor();
    const strays = await area.element.evaluate((element) => {
      const found: string[] = [];
      const look = (node: Node, language: string) => {
        if (node instanceof Text && /\p{Script=Han}/u.test(node.data) && !language.startsWith('zh'))
          found.push(node.data.trim());
        const inner = node instanceof Element ? (node.getAttribute('lang') ?? language) : language;
        const inside = (node instanceof Element && node.shadowRoot) || node;
        for (const child of inside.childNodes) look(child, inner);
      };
      look(element, 'en');
      return found;
    });
    assert.deepEqual(strays, [], 'Chinese that is not marked as Chinese');
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('is a link to the registry’s page of the outlet where there is no JavaScript', async () => {
    await using visit = await browser.visit({ javaScriptEnabled: false });
    const { page } = visit;
    await page.goto(`${demo.shop}/`);
    await page.getByRole('link', { name: '在认定登记处查看本店专区的商品' }).click();
    await page.waitForURL(`${demo.registry}/outlets/${demo.outletId}`);
    const { name } = await demo.client().getOutlet({ outletId: demo.outletId });
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    const [listing] = inForceNow();
    assert.ok(listing);
    await page.getByText(listing.product.name).first().waitFor();
  });

  test('says that it can’t load while the registry is down, lets the shop sell on, and recovers', async () => {
    await using visit = await browser.visit();
    const { page, record } = visit;
    await demo.stopRegistry();
    try {
      const area = await openArea(page);
      await area.element.getByText('专区暂时没有载入成功').waitFor();
      assert.equal(
        await area.element.evaluate((element) => element.matches(':state(failed)')),
        true,
      );
      await page.getByRole('button', { name: '把上海青加入购物车' }).click();
      await page.getByRole('button', { name: '购物车，1 件' }).waitFor();
      await demo.startRegistry();
      const retry = area.element.getByRole('button', { name: '重新载入' });
      const cards = await area.answering(() => retry.click());
      assert.equal(cards.length, pageSize);
      await assertBadgesAreTrue(cards);
      const unexpected = record.complaints.filter(
        (text) => !text.includes('ERR_CONNECTION_REFUSED'),
      );
      assert.deepEqual(unexpected, [], 'anything but the browser’s own note of the failed request');
    } finally {
      await demo.startRegistry();
    }
  });
});
