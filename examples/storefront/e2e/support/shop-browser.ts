import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../../../scripts/chromium.ts';
import { PageRecord } from './page-record.ts';

/** A Chromium for a file of tests. */
export class ShopBrowser implements AsyncDisposable {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<ShopBrowser> {
    const browser = await chromium.launch(chromiumLaunch);
    return new ShopBrowser(browser);
  }

  /** A page of a visitor of its own, and a record of all that a visitor's console, network tab and eye may complain of. */
  async visit(options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.#browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const record = await PageRecord.of(page);
    return { page, record, [Symbol.asyncDispose]: () => context.close() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

/** A page, the record of it, and its end. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly record: PageRecord;
}
