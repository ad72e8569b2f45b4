import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { salesSink, taken } from './sink.ts';
import { tillBrowser, type TillBrowser } from './till-browser.ts';
import { until } from './until.ts';

/** Whether the registry takes lines, or answers 503. */
let isUp = true;
const sink = await salesSink(
  (_, lineId) => taken(lineId),
  () => (isUp ? undefined : { status: 503, headers: { 'retry-after': '1' } }),
);
let browser: TillBrowser;
let number = 0;
const freshName = () => `till-${number++}`;

before(async () => {
  browser = await tillBrowser(sink.url);
});

after(async () => {
  await browser[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
});

const report = (page: Page, line: number) =>
  page.evaluate(async (each) => (await window.till).report(window.saleLine(each)), line);

const isDelivered = (lineId: string) => until(() => sink.ledger.has(lineId));

/** Runs something while the registry answers 503. */
async function whileDown<T>(run: () => Promise<T>): Promise<T> {
  isUp = false;
  try {
    return await run();
  } finally {
    isUp = true;
  }
}

describe('the outbox in Chromium', () => {
  it('delivers from a service worker what a closed page has left', async () => {
    const name = freshName();
    const lineId = await whileDown(async () => {
      const page = await browser.open({ name });
      const left = await report(page, 100);
      await page.close();
      return left;
    });
    assert.ok(!sink.ledger.has(lineId));
    const page = await browser.open({ name: freshName() });
    await page.evaluate(async (queue) => {
      await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage(queue);
    }, name);
    await isDelivered(lineId);
    await page.close();
  });

  it('delivers when a tab that has the lead is killed, by another tab', async () => {
    const name = freshName();
    const [leading, other] = [await browser.open({ name }), await browser.open({ name })];
    await isDelivered(await report(leading, 200));
    const lineId = await whileDown(() => report(leading, 201));
    const state = () => other.evaluate(async () => (await window.till).progress.state);
    assert.equal(await state(), 'standby');
    await leading.close();
    await isDelivered(lineId);
    await other.close();
  });

  it('delivers what a page reports right before it is left, if not from there', async () => {
    const name = freshName();
    const page = await browser.open({ name });
    await page.evaluate(() => window.till);
    const durable: string[] = [];
    await page.exposeFunction('durable', (lineIds: readonly string[]) => durable.push(...lineIds));
    // Its own page may be gone before it has answered.
    const answer = page.evaluate(async () => {
      const reported = await (await window.till).report(window.saleLine(300));
      void window.durable?.([reported]);
      location.href = 'about:blank';
    });
    await answer.catch(() => undefined);
    await until(() => durable.length > 0);
    const [lineId = ''] = durable;
    const back = await browser.open({ name });
    await back.evaluate(async () => (await window.till).flush());
    assert.ok(sink.ledger.has(lineId));
    await page.close();
    await back.close();
  });

  it('goes on in a page that is come back to, whether or not another had the lead meanwhile', async () => {
    const name = freshName();
    const page = await browser.open({ name });
    await isDelivered(await report(page, 400));
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await isDelivered(await report(page, 401));
    await page.goto('about:blank');
    const other = await browser.open({ name });
    await isDelivered(await report(other, 402));
    await page.goBack({ waitUntil: 'commit' });
    // Where the other asked for the lock that it held, Chromium has let go of it, and loads it anew.
    await page.waitForFunction(() => window.till);
    await isDelivered(await report(page, 403));
    await page.close();
    await other.close();
  });
});
