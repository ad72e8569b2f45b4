import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { LedgerSummary, LedgerTotals } from '@fupin/schema';
import { ledgerSummary } from '@fupin/schema/fixtures';
import { FupinSalesReportedEvent } from '../sales-report/sales-report.ts';
import './sales-dashboard.ts';
import type { SalesDashboard } from './sales-dashboard.ts';

const totals = (lines: number, salesFen: number, returnsFen: number): LedgerTotals => ({
  ...{ lines, salesFen, returnsFen, voidsFen: 0, netFen: salesFen - returnsFen },
});

const county = (code: string, name: string, nameEn: string) => ({
  ...{ code, name, nameEn },
  ...{ provinceCode: '520000', provinceName: '贵州省', provinceNameEn: 'Guizhou' },
});

const summary: LedgerSummary = {
  asOf: '2020-10-18T00:00:00Z',
  from: '2020-10-16',
  to: '2020-10-18',
  all: totals(5, 20_000, 1_000),
  certified: totals(3, 5_000, 0),
  unmatchedLines: 1,
  byDay: [
    { date: '2020-10-16', all: totals(2, 15_000, 0), certified: totals(1, 2_000, 0) },
    { date: '2020-10-18', all: totals(3, 5_000, 1_000), certified: totals(2, 3_000, 0) },
  ],
  byOrigin: [
    { county: county('520328', '湄潭县', 'Meitan County'), certified: totals(2, 3_000, 0) },
    { county: county('520329', '余庆县', 'Yuqing County'), certified: totals(1, 2_000, 0) },
  ],
};

/** A registry that answers with these, the last of them for ever, and remembers what it was asked. */
class FakeRegistry {
  readonly queries: string[] = [];
  readonly #answers: (() => Response | Promise<never>)[];

  constructor(...answers: (LedgerSummary | (() => Response | Promise<never>))[]) {
    this.#answers = answers.map((answer) =>
      typeof answer === 'function' ? answer : () => Response.json(answer),
    );
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    expect(url.pathname).to.equal('/v1/ledger/summary');
    expect(new Headers(init?.headers).get('authorization')).to.equal('Bearer rs_1');
    this.queries.push(url.search);
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    return answer!();
  };
}

const dashboard = (registry: FakeRegistry) =>
  fixture<SalesDashboard>(html`
    <fupin-sales-dashboard
      registry="https://registry.example"
      outlet="out_1abcdefg"
      locale="en"
      .session=${'rs_1'}
      .fetch=${registry.fetch}
    ></fupin-sales-dashboard>
  `);

const root = (element: SalesDashboard) => element.shadowRoot!;
const text = (element: SalesDashboard) => root(element).textContent.replace(/\s+/g, ' ');
const find = (element: SalesDashboard, selector: string) =>
  root(element).querySelector<HTMLElement>(selector);
const loaded = (element: SalesDashboard) => waitUntil(() => find(element, '[part=totals]'));
const offline = () => Promise.reject(new TypeError('offline'));

describe('fupin-sales-dashboard', () => {
  it('has no accessibility violation, loading, loaded, empty and failed, in both languages', async () => {
    const empty = { ...summary, ...{ all: totals(0, 0, 0), byDay: [], byOrigin: [] } };
    const states: [FakeRegistry, string][] = [
      [new FakeRegistry(() => new Promise<never>(() => undefined)), '.skeleton'],
      [new FakeRegistry(summary), '[part=totals]'],
      [new FakeRegistry(empty), '[part=empty]'],
      [new FakeRegistry(offline), '[part=error]'],
    ];
    for (const [registry, shown] of states) {
      const element = await dashboard(registry);
      await waitUntil(() => find(element, shown), shown);
      await expect(element).to.be.accessible();
      element.locale = 'zh-Hans';
      await element.updateComplete;
      expect(text(element)).to.include('销售台账');
      await expect(element).to.be.accessible();
    }
  });

  it('shows both totals, the share, returns and net', async () => {
    const element = await dashboard(new FakeRegistry(summary));
    await loaded(element);
    const figures = [...root(element).querySelectorAll('.total')].map((total) =>
      total.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(figures).to.deep.equal([
      'All sales ¥200.00 5 lines, returns included',
      'Of which certified ¥50.00 25% of all sales',
      'Returns ¥10.00 1 without a known sale',
      'Net ¥190.00 ¥50.00 of it certified',
    ]);
    expect(find(element, '[part=as-of]')!.textContent).to.match(/As of Oct 18, 2020/);
  });

  it('shows sales by day as bars and as a table', async () => {
    const element = await dashboard(new FakeRegistry(summary));
    await loaded(element);
    await waitUntil(() => find(element, '.plot svg'));
    const heights = [...root(element).querySelectorAll('.bar.certified')]
      .filter((bar) => bar.closest('.plot'))
      .map((bar) => Number(bar.getAttribute('height')));
    expect(heights).to.have.lengthOf(3);
    expect(heights[1]).to.equal(0);
    expect(heights[2]! / heights[0]!).to.be.closeTo(1.5, 0.01);
    const rows = [...root(element).querySelectorAll('[part=table] tbody tr')];
    expect(rows.map((row) => row.firstElementChild!.textContent.trim())).to.deep.equal([
      'Oct 16, 2020',
      'Oct 18, 2020',
    ]);
  });

  it('asks for nothing before it has a session, and reads the ledger once it has one', async () => {
    const registry = new FakeRegistry(summary);
    const element = await fixture<SalesDashboard>(html`
      <fupin-sales-dashboard
        registry="https://registry.example"
        publishable-key="pk_1"
        outlet="out_1abcdefg"
        .fetch=${registry.fetch}
      ></fupin-sales-dashboard>
    `);
    await element.refresh();
    await aTimeout(20);
    expect(find(element, '.skeleton')).to.not.equal(null);
    expect(registry.queries).to.deep.equal([]);
    element.session = 'rs_1';
    await loaded(element);
    expect(registry.queries).to.have.length(1);
  });

  it('waits for a provider that is defined after it, then says what is missing', async () => {
    const provider = await fixture(html`
      <fupin-provider><fupin-sales-dashboard locale="en"></fupin-sales-dashboard></fupin-provider>
    `);
    const element = provider.querySelector('fupin-sales-dashboard')!;
    expect(find(element, '.skeleton')).to.not.equal(null);
    expect(find(element, '[part=error]')).to.equal(null);
    await import('../provider/provider.ts');
    await waitUntil(() => text(element).includes('It isn’t known where to read'));
  });

  it('reads the chart out by keyboard', async () => {
    const element = await dashboard(new FakeRegistry(summary));
    await loaded(element);
    const plot = find(element, '.plot')!;
    const readout = () => find(element, '.readout')!.textContent.replace(/\s+/g, ' ').trim();
    const press = async (key: string) => {
      plot.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await element.updateComplete;
    };
    await press('End');
    expect(readout()).to.equal(
      'Oct 18, 2020 Sales ¥50.00, of which certified ¥30.00; returns ¥10.00',
    );
    await press('ArrowLeft');
    expect(readout()).to.match(/^Oct 17, 2020 Sales ¥0\.00/);
    await press('Escape');
    expect(readout()).to.match(/^Point at a bar/);
  });

  it('ranks provinces, with their counties inside', async () => {
    const element = await dashboard(new FakeRegistry(summary));
    await loaded(element);
    const province = find(element, '[part=province]')!;
    expect(province.querySelector('summary')!.textContent.replace(/\s+/g, ' ')).to.include(
      'Guizhou ¥50.00 100%',
    );
    expect(province.querySelectorAll('.counties li').length).to.equal(2);
  });

  it('asks for its outlet and the dates chosen', async () => {
    const registry = new FakeRegistry(summary);
    const element = await dashboard(registry);
    await loaded(element);
    element.from = '2020-10-01';
    element.to = '2020-10-31';
    await waitUntil(() => registry.queries.length === 2);
    expect(registry.queries).to.deep.equal([
      '?outletId=out_1abcdefg',
      '?outletId=out_1abcdefg&from=2020-10-01&to=2020-10-31',
    ]);
    element.to = '2020-09-30';
    await waitUntil(() => text(element).includes('The first date is after the last'));
    await aTimeout(20);
    expect(registry.queries).to.have.lengthOf(2);
    find(element, '.presets button')!.click();
    await waitUntil(() => registry.queries.length === 3);
    expect(registry.queries[2]).to.equal('?outletId=out_1abcdefg');
  });

  it('reads again when sales of its outlet have arrived, until the figures hold them', async () => {
    const later = { ...summary, asOf: '2020-10-18T01:00:00Z', all: totals(6, 30_000, 1_000) };
    const registry = new FakeRegistry(summary, summary, later);
    const element = await dashboard(registry);
    await loaded(element);
    document.dispatchEvent(new FupinSalesReportedEvent('out_other', 1, '2020-10-18T01:00:00Z'));
    await aTimeout(20);
    expect(registry.queries).to.have.lengthOf(1);
    document.dispatchEvent(new FupinSalesReportedEvent('out_1abcdefg', 1, '2020-10-18T00:30:00Z'));
    await waitUntil(() => text(element).includes('¥300.00'), 'catches up', { timeout: 3000 });
    expect(registry.queries).to.have.lengthOf(3);
  });

  it('says when it could not be loaded, and tries again', async () => {
    const registry = new FakeRegistry(offline, summary);
    const element = await dashboard(registry);
    const failed = oneEvent(element, 'fupin-load-error');
    await waitUntil(() => find(element, '[part=error]'));
    expect(text(element)).to.include('Check your connection');
    find(element, '[part=error] button')!.click();
    await loaded(element);
    expect(find(element, '[part=error]')).to.equal(null);
    void failed;
  });

  it('keeps the figures it has while it reads again, and when that fails', async () => {
    const element = await dashboard(new FakeRegistry(summary, offline));
    await loaded(element);
    await element.refresh();
    expect(find(element, '[part=error]')).not.to.equal(null);
    expect(text(element)).to.include('¥200.00');
  });

  it('shows a summary that it is given', async () => {
    const element = await fixture<SalesDashboard>(html`
      <fupin-sales-dashboard locale="en" .summary=${ledgerSummary}></fupin-sales-dashboard>
    `);
    expect(find(element, '[part=totals]')).not.to.equal(null);
    expect(text(element)).to.include('Guizhou');
  });
});
