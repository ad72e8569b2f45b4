import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { BackOffice } from './support/back-office.ts';
import { Demo } from './support/demo.ts';
import { eventually } from './support/eventually.ts';
import { ShopBrowser } from './support/shop-browser.ts';
import { ShownArea } from './support/shown-area.ts';

const widths = [360, 1280] as const;
const colorSchemes = ['light', 'dark'] as const;

/** A till's export with a bit of everything that the steps of the report have something to say about. */
const exportWith = (sku: string, day: string) => `小票号,商品编码,商品名称,数量,销售时间,单价
1,20001,挂面,2,${day} 08:05:00,4.90
1,20001,挂面,2,${day} 08:05:00,4.90
C2,20002,鲜牛奶,-1,${day} 09:15:00,17.505
3,20003,,1,${day} 10:25:00,0.00
4,20004,豆腐,很多,${day} 11:35:00,4.50
5,${sku},,3,${day} 12:45:00,26.80
`;

describe('every page of the demo', () => {
  let demo: Demo;
  let browser: ShopBrowser;
  let axe: string;

  before(async () => {
    const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    [demo, browser, axe] = await Promise.all([
      Demo.start(),
      ShopBrowser.launch(),
      readFile(source, 'utf8'),
    ]);
  });
  after(async () => {
    await browser?.[Symbol.asyncDispose]();
    await demo?.stop();
  });

  /** Pages by name: each opens one and resolves when it shows what it is there to show. */
  const pages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
    'the home page': async (page) => {
      await page.goto(`${demo.shop}/`);
      await new ShownArea(page).settledCards();
    },
    'the product page': (page) => openWithBadges(page, `${demo.shop}/product.html`),
    'the page about marks': (page) => openWithBadges(page, `${demo.shop}/marks.html`),
    'the copied page': (page) => openWithBadges(page, `${demo.copied}/copied/`),
    'a page that does not exist': async (page) => {
      await page.goto(`${demo.shop}/nothing-here.html`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    'the registry’s home page': async (page) => {
      await page.goto(`${demo.registry}/`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    'the documentation': async (page) => {
      await page.goto(`${demo.registry}/docs`);
      await page.getByText('listProducts').first().waitFor();
    },
    'a certificate’s page': async (page) => {
      await page.goto(`${demo.registry}/certificates/${demo.badges.valid.certificateId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    'a revoked certificate’s page': async (page) => {
      await page.goto(`${demo.registry}/certificates/${demo.badges.revoked.certificateId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    'the outlet’s page': async (page) => {
      await page.goto(`${demo.registry}/outlets/${demo.outletId}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  };
  for (const [name, open] of Object.entries(pages)) {
    test(`${name} gives axe nothing to find, and fits a phone`, () =>
      inEveryLook(async (page, assertAccessible) => {
        await open(page);
        await assertAccessible(name);
      }));
  }

  test('the back office gives axe nothing to find in any of its steps, and fits a phone', () =>
    inEveryLook(async (page, assertAccessible) => {
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const office = await BackOffice.open(page, demo.shop);
      await assertAccessible('start and dashboard');
      await office.report.getByRole('tab', { name: '手工录入' }).click();
      await office.report.locator('[part="entry"]').waitFor();
      await assertAccessible('typing in');
      await office.report.getByRole('tab', { name: '导入文件' }).click();
      await office.choose('export.csv', Buffer.from(exportWith(demo.badges.valid.sku, yesterday)));
      await office.chosenColumns();
      await assertAccessible('columns');
      await office.check();
      await assertAccessible('check');
      await office.send();
      await office.sent();
      await assertAccessible('sent');
      // The dashboard has heard of the lines that arrived.
      await office.dashboard.getByText('以表格查看').click();
      await office.dashboard.locator('[part="province"] summary').first().click();
      await assertAccessible('dashboard, opened');
    }));

  test('the area and the shop’s cart can be worked with the keyboard alone', async () => {
    await using visit = await browser.visit();
    const { page } = visit;
    await page.goto(`${demo.shop}/`);
    const area = new ShownArea(page);
    const cards = await area.settledCards();
    await page.locator('#week [data-add]').last().focus();

    await tabTo(page, { role: 'searchbox', name: '搜索专区商品' });
    await page.keyboard.type('核桃');
    const found = await area.answering(() => page.keyboard.press('Enter'));
    assert.ok(found.length > 0 && found.length < cards.length);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await area.answering(() => page.keyboard.press('Enter'));

    await tabTo(page, { role: 'button', name: '全部' });
    await page.keyboard.press('Tab');
    const narrowed = await area.answering(() => page.keyboard.press('Space'));
    assert.equal(new Set(narrowed.map(({ categoryCode }) => categoryCode.slice(0, 4))).size, 1);

    await tabTo(page, { role: 'button', name: '扶贫产品 · 已认定' });
    await page.keyboard.press('Enter');
    const certificate = page.context().waitForEvent('page');
    await tabTo(page, { role: 'link', name: '到登记处查看证书' });
    await page.keyboard.press('Enter');
    await (await certificate).close();
    await page.keyboard.press('Escape');
    await tabTo(page, { role: 'button', name: '加入购物车' });
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '购物车，1 件' }).focus();
    await page.keyboard.press('Enter');
    const line = page.getByRole('dialog').locator('[data-sku]');
    assert.equal(await line.getAttribute('data-sku'), narrowed[0]?.sku);
    await page.keyboard.press('Escape');
    await line.waitFor({ state: 'hidden' });
  });

  async function openWithBadges(page: Page, address: string) {
    await page.goto(address);
    await eventually(async () => {
      const states = await page
        .locator('fupin-certification-badge')
        .evaluateAll((badges) => badges.map((badge) => badge.matches(':state(verifying)')));
      assert.ok(states.length > 0 && states.every((isVerifying) => !isVerifying));
    });
  }

  /** Shows a page at every width, light and dark; `assertAccessible` looks at it as it is. */
  async function inEveryLook(
    look: (page: Page, assertAccessible: (what: string) => Promise<void>) => Promise<void>,
  ) {
    for (const width of widths) {
      // The page's own policy would keep axe out; that it is kept to is for other tests to see.
      await using visit = await browser.visit({
        viewport: { width, height: 800 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      const { page } = visit;
      await page.addInitScript(axe);
      await look(page, async (what) => {
        for (const colorScheme of colorSchemes) {
          await page.emulateMedia({ colorScheme });
          const faults = await axeFaults(page);
          assert.deepEqual(faults, [], `${what}, ${width} px, ${colorScheme}`);
        }
        const { scrollWidth } = await page.evaluate(() => ({
          scrollWidth: document.documentElement.scrollWidth,
        }));
        assert.ok(scrollWidth <= width, `${what} is ${scrollWidth} px wide at ${width} px`);
      });
    }
  }
});

/** What axe finds on a page, each rule with the elements at fault. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<AxeResults> };
    };
    const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
    if (passes.length === 0) throw new Error('axe looked at nothing');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
    );
  });
}

/** Presses Tab until something of this role and name has the focus, and asserts that the focus can be seen. */
async function tabTo(page: Page, { role, name }: { readonly role: Role; readonly name: string }) {
  const wanted = page.getByRole(role, { name });
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const isThere = await wanted.evaluateAll((elements) =>
      elements.some((element) => element.matches(':focus')),
    );
    if (!isThere) continue;
    const outline = await wanted
      .and(page.locator(':focus'))
      .evaluate((element) => getComputedStyle(element).outlineStyle);
    assert.notEqual(outline, 'none', `${name} does not show its focus`);
    return;
  }
  assert.fail(`Tab does not reach the ${role} ${name}`);
}

type Role = Parameters<Page['getByRole']>[0];
