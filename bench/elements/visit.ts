import type { Browser, CDPSession, Page } from 'playwright-core';

/** A phone on a mobile line, as laboratories emulate it. */
const line = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 };
const cpuSlowdown = 4;

/** A visit of one page by a browser that has never seen it. */
export interface Visit {
  readonly page: Page;
  readonly session: CDPSession;
}

/** Visits a page as nobody did before, does some work there, and leaves. Anything that the page logs as an error fails it. */
export async function visit<Result>(
  browser: Browser,
  { isMobile }: { readonly isMobile: boolean },
  work: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const viewport = isMobile ? { width: 390, height: 844 } : { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, isMobile });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    const session = await context.newCDPSession(page);
    if (isMobile) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
      await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
    }
    const result = await work({ page, session });
    if (faults.length > 0) throw new Error(`${page.url()} has errors: ${faults.join('; ')}`);
    return result;
  } finally {
    await context.close();
  }
}

/** What a visit to a page cost. */
export interface Cost {
  /** CPU of the main thread, in milliseconds: script, style, layout, paint. */
  readonly cpu: number;
  /** The part of it in style and layout, in milliseconds. */
  readonly styleAndLayout: number;
  /** What JavaScript holds after a garbage collection, in MiB. */
  readonly heapMebibytes: number;
  /** Tasks of the main thread that took over 50 ms. */
  readonly longTasks: number;
}

/**
 * What it costs to visit a page, from navigation until the network has been quiet for half a second and what the page has
 * to do after that is done.
 */
export function costOf(
  browser: Browser,
  url: string,
  finish: (page: Page) => Promise<void>,
): Promise<Cost> {
  return visit(browser, { isMobile: false }, async ({ page, session }) => {
    // CPU, not time on the clock: a busy machine does not make a page dear.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'networkidle' });
    await finish(page);
    const spent = await metricsOf(session);
    const longTasks = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list, observer) => {
            observer.disconnect();
            resolve(list.getEntriesByType('longtask').length);
          }).observe({ type: 'longtask', buffered: true });
          // Where there was none, the observer is never called.
          setTimeout(() => resolve(0), 100);
        }),
    );
    await session.send('HeapProfiler.collectGarbage');
    const held = await metricsOf(session);
    return {
      cpu: metric(spent, 'TaskDuration') * 1000,
      styleAndLayout:
        (metric(spent, 'RecalcStyleDuration') + metric(spent, 'LayoutDuration')) * 1000,
      heapMebibytes: metric(held, 'JSHeapUsedSize') / 2 ** 20,
      longTasks,
    };
  });
}

async function metricsOf(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

function metric(metrics: Readonly<Record<string, number>>, name: string): number {
  const value = metrics[name];
  if (value === undefined) throw new Error(`the browser has no metric ${name}`);
  return value;
}
