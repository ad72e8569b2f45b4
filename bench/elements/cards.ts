import type { Page } from 'playwright-core';

/** Waits until a page shows so many cards of the special area, every badge among them verified and found valid. */
export async function showsVerifiedCards(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (expected) => {
      const area = document.querySelector('fupin-special-area')?.shadowRoot;
      const states = [...(area?.querySelectorAll('fupin-product-card') ?? [])].map(
        (card) => card.shadowRoot?.querySelector('fupin-certification-badge')?.state,
      );
      return states.length === expected && states.every((state) => state === 'valid');
    },
    count,
    { polling: 200 },
  );
}

/** Waits until a page shows so many cards written by hand. */
export async function showsHandWrittenCards(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (expected) => document.querySelectorAll('.card .price').length === expected,
    count,
    { polling: 200 },
  );
}

/** Presses the special area's button for more until it is gone: as fast as pages come, as no reader could. */
export async function mountAllCards(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const area = document.querySelector('fupin-special-area')?.shadowRoot;
    const list = () => area?.querySelector('[part="list"]')?.childElementCount ?? 0;
    for (;;) {
      const more = area?.querySelector<HTMLButtonElement>('[part="more"]');
      if (!more) return;
      const before = list();
      more.click();
      while (list() === before) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}
