import { items } from '@fupin/client';
import type { LedgerSummary, Listing } from '@fupin/schema';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BackOffice } from './support/back-office.ts';
import { Demo } from './support/demo.ts';
import { eventually } from './support/eventually.ts';
import {
  expectedLedger,
  type ExpectedLedger,
  type ExpectedTotals,
} from './support/expected-ledger.ts';
import { encodeGb18030 } from './support/gb18030.ts';
import { retailExport } from './support/retail-export.ts';
import { ShopBrowser, type Visit } from './support/shop-browser.ts';

const dayMs = 86_400_000;

describe('the back office', () => {
  let demo: Demo;
  let browser: ShopBrowser;
  const listings = new Map<string, Listing>();

  before(async () => {
    [demo, browser] = await Promise.all([Demo.start(), ShopBrowser.launch()]);
    const { outletId } = demo;
    const { listListings } = demo.client();
    for await (const listing of items(listListings, { outletId, limit: 100 }))
      listings.set(listing.sku, listing);
  });
  after(async () => {
    await browser?.[Symbol.asyncDispose]();
    await demo?.stop();
  });

  /** An export of two days, `daysAgo` the first of them: before the sales that seeding made up. */
  function makeExport(
    daysAgo: number,
    options: { readonly rows: number; readonly language: 'en' | 'zh' },
  ) {
    const days = [dateDaysAgo(daysAgo), dateDaysAgo(daysAgo - 1)];
    const listed = [...listings.values()];
    const goods = [
      ...listed.slice(0, 40),
      ...listed.filter(({ sku }) => !certifiedOrigin(sku, dateDaysAgo(daysAgo))),
    ];
    const csv = retailExport({
      ...options,
      days,
      firstReceipt: 570_000 + daysAgo * 1000,
      listedGoods: goods.map(({ sku, priceFen, product }) => ({
        sku,
        name: product.name,
        priceThousandths: priceFen * 10,
      })),
    });
    const expected = expectedLedger(csv, certifiedOrigin);
    const [from = '', to = ''] = days;
    assert.ok(expected.certified.salesFen > 0 && expected.certified.returnsFen > 0);
    assert.ok(expected.certified.lines < expected.all.lines);
    return { csv, expected, from, to };
  }

  /** The county of origin of a SKU whose certificate was in force on a date. */
  function certifiedOrigin(sku: string, date: string): string | undefined {
    const product = listings.get(sku)?.product;
    const certificate = product?.certificate;
    if (!certificate) return undefined;
    const { validFrom, validUntil, statusChanges } = certificate;
    const isStopped = statusChanges.some(({ at }) => at.slice(0, 10) <= date);
    return validFrom <= date && date <= validUntil && !isStopped ? product.county.code : undefined;
  }

  async function ledgerOf({ from, to }: { readonly from: string; readonly to: string }) {
    const { outletId } = demo;
    return demo.client('operator').getLedgerSummary({ outletId, from, to });
  }

  async function openOffice({ page }: Visit) {
    return BackOffice.open(page, demo.shop);
  }

  const main = { rows: 5200, language: 'en' } as const;
  const mainDaysAgo = 45;

  test('brings a till’s export of two days into the ledger, to the fen, and shows it', async () => {
    const { csv, expected, from, to } = makeExport(mainDaysAgo, main);
    assert.equal((await ledgerOf({ from, to })).all.lines, 0, 'a ledger that is empty before');
    await using visit = await browser.visit();
    const office = await openOffice(visit);
    assert.equal((await visit.record.layoutShift()).toFixed(2), '0.00');

    await office.drop('till-2-days.csv', Buffer.from(csv));
    assert.deepEqual(await office.chosenColumns(), {
      receiptNo: 'InvoiceNo',
      sku: 'StockCode',
      name: 'Description',
      quantity: 'Quantity',
      soldAt: 'InvoiceDate',
      unitPrice: 'UnitPrice',
    });
    const checked = await office.check();
    assert.equal(checked['销售'], yuan(expected.all.salesFen));
    assert.equal(checked['退货'], yuan(expected.all.returnsFen));
    await office.send();
    const sent = await office.sent();
    assert.deepEqual(sent, {
      新记入台账: String(expected.all.lines),
      台账中已有: '0',
      未被接受: '0',
    });
    assertLedger(await ledgerOf({ from, to }), expected);

    assert.deepEqual(await office.ledgerOf(from, to), {
      全部销售: yuan(expected.all.salesFen),
      '其中：认定扶贫产品': yuan(expected.certified.salesFen),
      退货: yuan(expected.all.returnsFen),
      净额: yuan(expected.all.netFen),
    });
    await office.dashboard.getByText('以表格查看').click();
    const days = await office.dashboard
      .locator('[part="table"] tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('td')].map((cell) => cell.innerText.replaceAll(/[^\d.]/g, '')),
        ),
      );
    assert.deepEqual(
      days,
      expected.byDay.map(({ all, certified }) =>
        [all.salesFen, certified.salesFen, all.returnsFen].map(yuan),
      ),
    );
    const more = office.dashboard.getByRole('button', { name: /^显示全部 \d+ 个省份$/ });
    if ((await more.count()) > 0) await more.click();
    const origins = await office.dashboard
      .locator('[part="province"] .counties .origin-amount')
      .evaluateAll((amounts) =>
        amounts.map(({ textContent }) => Number(textContent.replaceAll(/[^\d-]/g, ''))),
      );
    assert.equal(origins.length, expected.byOrigin.size, 'counties of origin');
    assert.deepEqual(
      origins.toSorted((a, b) => a - b),
      [...expected.byOrigin.values()].map(({ netFen }) => netFen).toSorted((a, b) => a - b),
    );
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('changes nothing when the same export is sent again, and says so', async () => {
    const { csv, expected, from, to } = makeExport(mainDaysAgo, main);
    const before = await ledgerOf({ from, to });
    assert.equal(before.all.lines, expected.all.lines, 'the export is in the ledger');
    await using visit = await browser.visit();
    const office = await openOffice(visit);
    await office.choose('till-2-days.csv', Buffer.from(csv));
    await office.check();
    await office.send();
    assert.deepEqual(await office.sent(), {
      新记入台账: '0',
      台账中已有: String(expected.all.lines),
      未被接受: '0',
    });
    await office.report.getByText('以前上报过的同样内容，台账不变').waitFor();
    const { asOf: _, ...sums } = await ledgerOf({ from, to });
    const { asOf: __, ...sumsBefore } = before;
    assert.deepEqual(sums, sumsBefore);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('loses and doubles nothing when the registry is killed while it takes a GB 18030 export', async () => {
    const { csv, expected, from, to } = makeExport(55, { rows: 3000, language: 'zh' });
    await using visit = await browser.visit();
    const { page } = visit;
    const office = await openOffice(visit);
    let requests = 0;
    let isRetried = false;
    await page.route(`${demo.registry}/v1/outlets/*/sales`, async (route) => {
      requests += 1;
      if (requests === 1 || isRetried) return route.continue();
      // The queue asks again by itself, too, which must not be quicker than the person.
      if (requests > 2) return route.abort('connectionreset');
      // The request is on its way when the registry dies: it may have been booked or not, and nobody was told.
      const unheard = route.fetch().catch(() => undefined);
      await Promise.race([unheard, new Promise((resolve) => setTimeout(resolve, 30))]);
      await demo.stopRegistry('SIGKILL');
      await unheard;
      return route.abort('connectionreset');
    });
    await office.choose('销售明细.csv', encodeGb18030(csv));
    assert.deepEqual(await office.chosenColumns(), {
      receiptNo: '小票号',
      sku: '商品编码',
      name: '商品名称',
      quantity: '数量',
      soldAt: '销售时间',
      unitPrice: '单价',
    });
    await office.check();
    await office.report.getByRole('cell', { name: '全麦吐司' }).first().waitFor();
    await office.send();
    const waiting = office.report.getByText('暂时连不上登记平台');
    await waiting.waitFor();
    await demo.startRegistry();
    assert.ok((await ledgerOf({ from, to })).all.lines < expected.all.lines, 'it died too late');
    await office.report.getByRole('button', { name: '重试' }).click();
    isRetried = true;
    const figures = await office.sent();
    const [accepted, duplicate] = [Number(figures['新记入台账']), Number(figures['台账中已有'])];
    assert.equal(accepted + duplicate, expected.all.lines);
    assertLedger(await ledgerOf({ from, to }), expected);
  });

  test('goes on sending after its page was reloaded in the middle', async () => {
    const { csv, expected, from, to } = makeExport(65, { rows: 2500, language: 'zh' });
    await using visit = await browser.visit();
    const { page } = visit;
    const office = await openOffice(visit);
    const sales = `${demo.registry}/v1/outlets/*/sales`;
    let letOn = () => {};
    const isStored = new Promise<void>((resolve) => (letOn = resolve));
    let requests = 0;
    await page.route(sales, async (route) => {
      await isStored;
      requests += 1;
      // The first batch arrives, and whatever comes next is held up.
      if (requests === 1) await route.continue();
    });
    await office.choose('销售明细.csv', Buffer.from(`\u{feff}${csv}`));
    await office.check();
    await office.send();
    await office.report.getByText('全部已存入本机').waitFor();
    letOn();
    const inLedger = () => ledgerOf({ from, to }).then(({ all }) => all.lines);
    await eventually(async () => assert.ok((await inLedger()) > 0));
    await page.unroute(sales);
    const sent = await inLedger();
    assert.ok(sent < expected.all.lines, 'there is something left to send');
    await page.reload();
    await office.connected();
    await eventually(async () => assert.equal(await inLedger(), expected.all.lines), {
      withinMs: 30_000,
    });
    assertLedger(await ledgerOf({ from, to }), expected);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('takes a sale that is typed in, and the dashboard shows it by itself', async () => {
    const good = [...listings.values()].find(({ sku }) => certifiedOrigin(sku, dateDaysAgo(1)));
    assert.ok(good);
    const date = dateDaysAgo(75);
    await using visit = await browser.visit();
    const office = await openOffice(visit);
    await office.dashboard.getByLabel('从', { exact: true }).fill(date);
    await office.dashboard.getByLabel('到', { exact: true }).fill(date);
    await office.dashboard.getByText('这段时间还没有销售').waitFor();

    await office.report.getByRole('tab', { name: '手工录入' }).click();
    const type = (field: string, text: string) =>
      office.report.getByLabel(`${field}, 第 1 行`).fill(text);
    await type('收银单号', 'hand-1');
    await type('销售时间', `${date} 10:20`);
    await type('商品编码', good.sku);
    await type('数量', '3');
    await type('单价', '12.345');
    assert.equal((await office.check())['销售'], '37.04');
    await office.send();
    assert.equal((await office.sent())['新记入台账'], '1');
    await eventually(async () => assert.equal((await office.ledgerFigures())['全部销售'], '37.04'));
    const { all } = await ledgerOf({ from: date, to: date });
    assert.deepEqual([all.lines, all.salesFen], [1, 3704]);
    await visit.record.assertClean(demo.shop, demo.registry);
  });

  test('says what to do when there is no session, and goes on once there is', async () => {
    await using visit = await browser.visit();
    const { page } = visit;
    const session = `${demo.shop}/backoffice/session`;
    await page.route(session, (route) => route.abort('connectionrefused'));
    await page.goto(`${demo.shop}/backoffice/`);
    await page.getByText('后台服务器没有应答').waitFor();
    await page.unroute(session);
    await page.locator('#session-retry').click();
    await page.getByText('已连接，会话有效至').waitFor();
    await page.locator('fupin-sales-dashboard [part="totals"]').waitFor();
  });
});

function assertLedger(summary: LedgerSummary, expected: ExpectedLedger) {
  assertTotals(summary.all, expected.all, 'all sales');
  assertTotals(summary.certified, expected.certified, 'certified sales');
  assert.deepEqual(
    summary.byDay.map(({ date }) => date),
    expected.byDay.map(({ date }) => date),
  );
  for (const [place, { date, all, certified }] of expected.byDay.entries()) {
    const day = summary.byDay[place];
    assert.ok(day);
    assertTotals(day.all, all, date);
    assertTotals(day.certified, certified, `${date}, certified`);
  }
  assert.equal(summary.byOrigin.length, expected.byOrigin.size, 'counties of origin');
  for (const { county, certified } of summary.byOrigin) {
    const origin = expected.byOrigin.get(county.code);
    assert.ok(origin, `${county.name} is no origin of this export`);
    assertTotals(certified, origin, county.name);
  }
}

function assertTotals(
  { lines, salesFen, returnsFen, netFen }: ExpectedTotals,
  expected: ExpectedTotals,
  of: string,
) {
  assert.deepEqual({ lines, salesFen, returnsFen, netFen }, expected, of);
}

/** The date in China so many days ago, `YYYY-MM-DD`. */
function dateDaysAgo(days: number): string {
  return new Date(Date.now() - days * dayMs + 8 * 3_600_000).toISOString().slice(0, 10);
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
