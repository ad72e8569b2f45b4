import type { Browser, Page } from 'playwright-core';
import { showsVerifiedCards } from './cards.ts';
import { visit } from './visit.ts';

/** What a visitor with a phone on a mobile line sees. */
export interface MobileVisit {
  /** Milliseconds from navigation until the first card is shown with its product's name. */
  readonly firstCard: number;
  /** Sum of all layout shifts while it loads and while the visitor scrolls to the end. */
  readonly layoutShift: number;
}

/** Visits the special area on a mobile line, and stays until all badges are verified and all was scrolled through. */
export function visitArea(browser: Browser, url: string): Promise<MobileVisit> {
  return visit(browser, { isMobile: true }, async ({ page }) => {
    const firstCard = await firstCardAt(page, url);
    await showsVerifiedCards(page, 24);
    await page.waitForLoadState('networkidle');
    return { firstCard, layoutShift: await layoutShift(page) };
  });
}

/** Visits the page with cards written by hand on the same line. */
export function visitHandWritten(browser: Browser, url: string): Promise<number> {
  return visit(browser, { isMobile: true }, ({ page }) => firstCardAt(page, url));
}

async function firstCardAt(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const look = () => {
      const card = document
        .querySelector('fupin-special-area')
        ?.shadowRoot?.querySelector('fupin-product-card')?.shadowRoot;
      const name = card?.querySelector('[part="name"]') ?? document.querySelector('.card .name');
      // A skeleton has the name's place without a name. The frame after this one shows what is there.
      if (name?.textContent.trim()) requestAnimationFrame(() => performance.mark('first-card'));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  const mark = await page.waitForFunction(
    () => performance.getEntriesByName('first-card')[0]?.startTime,
    undefined,
    { polling: 200 },
  );
  return Number(await mark.jsonValue());
}

function layoutShift(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
      scrollTo(0, top);
      await pause();
    }
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) sum += (shift as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    await pause();
    return sum;
  });
}
