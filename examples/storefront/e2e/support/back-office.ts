import type { SalesDashboard } from '@fupin/elements/sales-dashboard';
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The shop's back office: sales report and dashboard as a clerk uses them. */
export class BackOffice {
  readonly page: Page;
  readonly report: Locator;
  readonly dashboard: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.report = page.locator('fupin-sales-report');
    this.dashboard = page.locator('fupin-sales-dashboard');
  }

  /** Opens the back office and waits for its reporting session. */
  static async open(page: Page, shop: string): Promise<BackOffice> {
    await page.goto(`${shop}/backoffice/`);
    const office = new BackOffice(page);
    await office.connected();
    return office;
  }

  /** Resolves when the back office has its session, and the dashboard its figures. */
  async connected(): Promise<void> {
    await this.page.getByText('已连接，会话有效至').waitFor();
    await this.dashboard.locator('[part="totals"], [part="empty"]').first().waitFor();
  }

  /** Drops a file onto the sales report, as from the desktop. */
  async drop(name: string, content: Uint8Array): Promise<void> {
    const base64 = Buffer.from(content).toString('base64');
    const data = await this.page.evaluateHandle(
      ({ name, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type: 'text/csv' }));
        return transfer;
      },
      { name, base64 },
    );
    const zone = this.report.locator('[part="drop-zone"]');
    await zone.dispatchEvent('dragover', { dataTransfer: data });
    await zone.dispatchEvent('drop', { dataTransfer: data });
  }

  /** Chooses a file in the sales report's dialog. */
  async choose(name: string, buffer: Buffer): Promise<void> {
    await this.report
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer });
  }

  /** The names of the columns that the report has chosen, by field. */
  async chosenColumns(): Promise<Readonly<Record<string, string>>> {
    await this.report.locator('[part="columns"]').waitFor();
    const chosen = await this.report
      .locator('[part="columns"] select[name]')
      .evaluateAll((selects) =>
        (selects as HTMLSelectElement[])
          .filter(({ value }) => value !== '')
          .map(({ name, selectedOptions }) => [name, selectedOptions[0]?.text.trim() ?? '']),
      );
    return Object.fromEntries(chosen) as Record<string, string>;
  }

  /** Checks what was opened or typed in, and gives the figures that the report shows of it. */
  async check(): Promise<Readonly<Record<string, string>>> {
    await this.report.getByRole('button', { name: '下一步：核对' }).click();
    await this.report.locator('[part="preview"]').waitFor();
    return this.figures();
  }

  /** Sends what was checked. */
  async send(): Promise<void> {
    await this.report.getByRole('button', { name: /^(?:发送|先发送其余) [\d,]+ 行$/ }).click();
  }

  /** Waits until every line was answered for, and gives the figures that the report shows then. */
  async sent(withinMs = 30_000): Promise<Readonly<Record<string, string>>> {
    await this.report.locator('[part="outcome"]').waitFor({ timeout: withinMs });
    return this.figures();
  }

  /** The report's figures by their names, without currency and grouping. */
  async figures(): Promise<Readonly<Record<string, string>>> {
    return figuresIn(this.report.locator('[part="totals"]'));
  }

  /** Shows the ledger between two dates, and gives the dashboard's figures by their names once they are of then. */
  async ledgerOf(from: string, to: string): Promise<Readonly<Record<string, string>>> {
    await this.dashboard.getByLabel('从', { exact: true }).fill(from);
    await this.dashboard.getByLabel('到', { exact: true }).fill(to);
    await this.dashboard.evaluate((element) => (element as SalesDashboard).refresh());
    return this.ledgerFigures();
  }

  /** The dashboard's figures by their names. */
  async ledgerFigures(): Promise<Readonly<Record<string, string>>> {
    return eventually(async () => {
      assert.equal(await this.dashboard.locator('[aria-busy="true"]').count(), 0, 'still reading');
      return figuresIn(this.dashboard.locator('[part="totals"]'));
    });
  }
}

async function figuresIn(list: Locator): Promise<Readonly<Record<string, string>>> {
  const figures = await list.locator('> div').evaluateAll((totals) =>
    totals.map((total) => {
      const text = (selector: string) =>
        total.querySelector<HTMLElement>(selector)?.innerText.trim() ?? '';
      return [text('dt'), text('.figure').replaceAll(/[^\d.-]/g, '')];
    }),
  );
  return Object.fromEntries(figures) as Record<string, string>;
}
