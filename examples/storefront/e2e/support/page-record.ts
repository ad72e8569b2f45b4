import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    e2eRecord?: { readonly violations: string[]; shift: number };
  }
}

/** What happened on a page that a visitor would not like: noted from before its first script on. */
export class PageRecord {
  readonly #page: Page;
  /** Warnings, errors and uncaught exceptions in the console. */
  readonly complaints: string[] = [];
  readonly #hosts = new Set<string>();

  private constructor(page: Page) {
    this.#page = page;
    page.on('console', (message) => {
      if (!['error', 'warning', 'assert'].includes(message.type())) return;
      this.complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.complaints.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:') this.#hosts.add(host);
    });
  }

  static async of(page: Page): Promise<PageRecord> {
    await page.addInitScript(() => {
      const record = { violations: [] as string[], shift: 0 };
      window.e2eRecord = record;
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        record.violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
      });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & LayoutShift)[]) {
          if (!entry.hadRecentInput) record.shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    return new PageRecord(page);
  }

  /** How much the page has moved by itself since it was loaded (Cumulative Layout Shift, without windows). */
  async layoutShift(): Promise<number> {
    return (await this.#read()).shift;
  }

  /** Asserts: nothing in the console, no breach of the page's Content-Security-Policy, no request to any other host. */
  async assertClean(...hosts: readonly string[]): Promise<void> {
    const { violations } = await this.#read();
    assert.deepEqual(violations, [], 'breaches of the Content-Security-Policy');
    assert.deepEqual(this.complaints, [], 'complaints in the console');
    const allowed = new Set(hosts.map((origin) => new URL(origin).host));
    assert.deepEqual(
      [...this.#hosts].filter((host) => !allowed.has(host)),
      [],
      'other hosts',
    );
  }

  async #read() {
    const record = await this.#page.evaluate(() => window.e2eRecord);
    assert.ok(record, 'the page has no record: its first script did not run');
    return record;
  }
}

interface LayoutShift {
  readonly value: number;
  readonly hadRecentInput: boolean;
}
