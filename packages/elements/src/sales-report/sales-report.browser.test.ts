import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { SaleLine, saleLineContent, saleLineId, type SaleOutcome } from '@fupin/schema';
import { outboxName } from './outbox-name.ts';
import './sales-report.ts';
import type { FupinSalesReportedEvent, SalesReport } from './sales-report.ts';

const registry = 'https://registry.example';
let outlet = '';
let outlets = 0;

beforeEach(() => {
  outlets += 1;
  outlet = `out_${Date.now().toString(36)}${String(outlets).padStart(4, '0')}`;
});

/** A ledger behind a fetch, which answers as the registry's schemas say. */
class FakeLedger {
  readonly lines = new Map<string, SaleLine>();
  readonly certifiedSkus = new Set<string>();
  requests = 0;
  /** What goes wrong before anything is stored. */
  fault: (() => Response | Promise<never>) | undefined;

  readonly fetch: typeof fetch = async (input, init) => {
    this.requests += 1;
    expect(String(input)).to.equal(`${registry}/v1/outlets/${outlet}/sales`);
    expect(new Headers(init?.headers).get('authorization')).to.match(/^Bearer rs_/);
    if (this.fault) return this.fault();
    const { lines } = JSON.parse(String(init?.body)) as { lines: unknown[] };
    expect(lines.length).to.be.within(1, 1000);
    const outcomes = lines.map((line, index) => this.#judge(line, index));
    return Response.json({ outletId: outlet, outcomes });
  };

  sum(kind: string): number {
    const lines = [...this.lines.values()].filter((line) => line.kind === kind);
    return lines.reduce((sum, line) => sum + line.amountFen, 0);
  }

  #judge(reported: unknown, index: number): SaleOutcome {
    const line = SaleLine.parse(reported);
    const lineId = saleLineId(outlet, line);
    const known = this.lines.get(lineId);
    if (line.name === 'REFUSED') {
      const problem = { code: 'returnExceedsSale', detail: 'more than sold', issues: [] };
      return { index, lineId, outcome: 'rejected', problem };
    }
    if (known && saleLineContent(known) !== saleLineContent(line)) {
      const problem = { code: 'conflict', detail: 'other content', issues: [] };
      return { index, lineId, outcome: 'conflict', problem };
    }
    if (!known) this.lines.set(lineId, line);
    const receipt = {
      ...{ receiptId: `rct_${index}`, lineId, acceptedAt: '2020-10-18T00:00:00Z' },
      ...{ fingerprint: 'f', unmatched: line.kind === 'return' },
      certified: this.certifiedSkus.has(line.sku ?? ''),
    };
    return { index, lineId, outcome: known ? 'duplicate' : 'accepted', receipt };
  }
}

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n';
const file = (text: string, name = 'sales.csv') => new File([text], name, { type: 'text/csv' });
const sales = (...rows: string[]) => file(header + rows.map((row) => `${row}\n`).join(''));

const report = (ledger: FakeLedger, session: string | undefined = 'rs_1') =>
  fixture<SalesReport>(html`
    <fupin-sales-report
      registry=${registry}
      outlet=${outlet}
      locale="en"
      .session=${session}
      .fetch=${ledger.fetch}
    ></fupin-sales-report>
  `);

const root = (element: SalesReport) => element.shadowRoot!;
const text = (element: SalesReport) => root(element).textContent.replace(/\s+/g, ' ');
const find = <Found extends HTMLElement>(element: SalesReport, selector: string) =>
  root(element).querySelector<Found>(selector);

function button(element: SalesReport, label: string | RegExp): HTMLButtonElement {
  const found = [...root(element).querySelectorAll('button')].find((candidate) =>
    candidate.textContent.trim().match(label),
  );
  expect(found, `button ${label} in ${text(element)}`).not.to.equal(undefined);
  return found!;
}

const shows = (element: SalesReport, words: string | RegExp) =>
  waitUntil(() => text(element).match(words), `expected ${words}`, { timeout: 10_000 });

async function checkFile(element: SalesReport, given: File): Promise<void> {
  await element.open(given);
  button(element, 'Next: check').click();
  await shows(element, /What will be sent|No row can be sent/);
}

async function sendFile(element: SalesReport, given: File): Promise<void> {
  await checkFile(element, given);
  button(element, /^Send/).click();
  await shows(element, /All lines arrived|Sent; some lines/);
}

const row = (receipt: string, quantity: string, price: string, name = 'TEA', sku = 'S1') =>
  `${receipt},${sku},${name},${quantity},2020-10-17 08:05:00,${price}`;

describe('fupin-sales-report', () => {
  describe('accessibility', () => {
    it('has no violation at any step, in both languages', async function () {
      this.timeout(60_000);
      for (const locale of ['en', 'zh-Hans']) {
        const ledger = new FakeLedger();
        const element = await report(ledger);
        expect(text(element)).to.include('Drop your sales export here');
        element.locale = locale;
        await element.updateComplete;
        await expect(element).to.be.accessible();
        root(element).querySelector<HTMLElement>('#tab-hand')!.click();
        await element.updateComplete;
        expect(find(element, '[name=receiptNo]')).not.to.equal(null);
        await expect(element).to.be.accessible();
        await element.open(
          sales(
            row('A', '1', '2'),
            row('A', 'x', '2'),
            row('B', '-1', '1'),
            row('C', '1', '1', 'REFUSED'),
          ),
        );
        expect(find(element, '#column-receiptNo')).not.to.equal(null);
        await expect(element).to.be.accessible();
        find<HTMLFormElement>(element, 'form')!.requestSubmit();
        await waitUntil(() => find(element, '[part=faults]'));
        await expect(element).to.be.accessible();
        root(element).querySelectorAll<HTMLElement>('.actions > .primary')[0]!.click();
        await waitUntil(() => find(element, '[part=outcome]') && find(element, '[part=rejected]'));
        await expect(element).to.be.accessible();
      }
    });

    it('moves the focus to each new step, and tells which it is', async () => {
      const element = await report(new FakeLedger());
      find(element, '#tab-file')!.focus();
      await element.open(sales(row('A', '1', '2')));
      expect(root(element).activeElement?.textContent.trim()).to.equal(
        'Step 2 of 4: Match columns',
      );
      const next = button(element, 'Next: check');
      next.focus();
      next.click();
      await shows(element, 'What will be sent');
      await waitUntil(() => root(element).activeElement?.id === 'step-title');
      expect(root(element).activeElement?.textContent.trim()).to.equal('Step 3 of 4: Check');
    });

    it('leaves the focus alone where it is elsewhere on the page', async () => {
      const element = await report(new FakeLedger());
      const outside = await fixture<HTMLInputElement>(html`<input aria-label="outside" />`);
      outside.focus();
      await element.open(sales(row('A', '1', '2')));
      expect(document.activeElement).to.equal(outside);
    });
  });

  it('brings a file into the ledger, and sending it again changes nothing', async () => {
    const ledger = new FakeLedger();
    ledger.certifiedSkus.add('S2');
    const element = await report(ledger);
    const rows = [
      ...[row('A', '3', '0.10'), row('A', '3', '0.10'), row('B', '2', '4.95', 'NUTS', 'S2')],
      ...[row('C579', '-2', '4.95', 'NUTS', 'S2'), row('D', '1', '0'), row('E', '1', '7', ' ')],
    ];
    await sendFile(element, sales(...rows));
    expect(ledger.lines.size).to.equal(6);
    expect(ledger.sum('sale')).to.equal(30 + 30 + 990 + 0 + 700);
    expect(ledger.sum('return')).to.equal(990);
    expect(text(element)).to.match(/New in the ledger 6 /);
    expect(text(element)).to.include('2 lines are of certified products');
    expect(text(element)).to.include('1 return has no known sale');

    button(element, 'Report more').click();
    await sendFile(element, sales(...rows));
    expect(text(element)).to.match(/New in the ledger 0 Already in the ledger 6 /);
    expect(text(element)).to.include('nothing changes');
    expect(ledger.lines.size).to.equal(6);
    expect(ledger.sum('sale')).to.equal(1750);
  });

  it('tells the document what has arrived', async () => {
    const element = await report(new FakeLedger());
    const heard = oneEvent(document as unknown as HTMLElement, 'fupin-sales-reported');
    await sendFile(element, sales(row('A', '1', '1'), row('A', '1', '2')));
    const event = (await heard) as unknown as FupinSalesReportedEvent;
    expect(event.outletId).to.equal(outlet);
    expect(event.lines).to.equal(2);
    expect(event.acceptedAt).to.equal('2020-10-18T00:00:00Z');
  });

  it('reads GB 18030 and shows sample values beside the columns', async () => {
    const gbk = [0xd0, 0xa1, 0xc6, 0xb1, 0xba, 0xc5, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a];
    const element = await report(new FakeLedger());
    await element.open(new File([new Uint8Array(gbk), 'A7,12\r\n'], 'gbk.csv'));
    const select = find<HTMLSelectElement>(element, '#column-receiptNo')!;
    expect(select.selectedOptions[0]!.textContent.trim()).to.equal('小票号');
    expect(select.closest('.mapping-row')!.textContent).to.include('A7');
    expect(text(element)).to.include('Required: time of sale or business date');
    expect(button(element, 'Next: check').disabled).to.equal(true);
  });

  it('lets the clerk correct the columns', async () => {
    const element = await report(new FakeLedger());
    await element.open(file('Bon,When,What,Pieces,Each\nA,2020-10-17,TEA,2,3\n'));
    for (const [field, column] of Object.entries({
      ...{ receiptNo: 0, soldAt: 1, name: 2, quantity: 3, unitPrice: 4 },
    })) {
      const select = find<HTMLSelectElement>(element, `#column-${field}`)!;
      select.value = String(column);
      select.dispatchEvent(new Event('change'));
      await element.updateComplete;
    }
    button(element, 'Next: check').click();
    await shows(element, 'What will be sent');
    expect(text(element)).to.match(/Sales ¥6\.00 1 line/);
  });

  it('asks how dates are meant where the file leaves it open', async () => {
    const element = await report(new FakeLedger());
    await element.open(sales('A,S1,TEA,1,12/1/2010 8:26,2'));
    expect(button(element, 'Next: check').disabled).to.equal(true);
    expect(text(element)).to.include('Which day is “12/1/2010 8:26” in this file?');
    find<HTMLInputElement>(element, 'input[value=dayFirst]')!.click();
    await element.updateComplete;
    button(element, 'Next: check').click();
    await shows(element, '2010-01-12 08:26');
  });

  it('shows each fault with row, column, value and what to do, and sends the others', async () => {
    const ledger = new FakeLedger();
    const element = await report(ledger);
    await checkFile(
      element,
      sales(row('A', '1', '2'), row('A', '1', '4,95'.replace(',', ';')), row('B', '0', '2')),
    );
    const cells = [...root(element).querySelectorAll('[part=faults] tbody tr')].map((line) =>
      [...line.children].map((cell) => cell.textContent.trim()),
    );
    expect(cells.map((line) => line.slice(0, 3))).to.deep.equal([
      ['3', 'UnitPrice', '4;95'],
      ['4', 'Quantity', '0'],
    ]);
    expect(cells.every((line) => line[3] !== '' && line[4] !== '')).to.equal(true);
    button(element, 'Send the other 1 line').click();
    await shows(element, 'All lines arrived');
    expect(ledger.lines.size).to.equal(1);
  });

  it('takes two minus signs for a return once the clerk says so', async () => {
    const element = await report(new FakeLedger());
    await checkFile(
      element,
      file('小票号,销售时间,商品名称,数量,金额\nA,2020-10-17 08:05,茶,-1,-5.00\n'),
    );
    expect(text(element)).to.include('No row can be sent');
    button(element, 'Treat as returns').click();
    await shows(element, /Returns ¥5\.00 1 line/);
  });

  it('shows lines that were not accepted, and forgets them when told to', async () => {
    const ledger = new FakeLedger();
    const element = await report(ledger);
    await sendFile(element, sales(row('A', '1', '2', 'REFUSED'), row('A', '1', '3')));
    await shows(element, 'More was returned than was sold');
    const rejected = find(element, '[part=rejected] tbody')!;
    expect(rejected.children.length).to.equal(1);
    expect(rejected.textContent.replace(/\s+/g, ' ')).to.include('2 A 1 REFUSED');
    button(element, 'Clear this list').click();
    await waitUntil(() => !find(element, '[part=rejected]'));
  });

  it('shows a line with other content than the ledger’s as differing, and stops once it agrees', async () => {
    const ledger = new FakeLedger();
    const element = await report(ledger);
    await sendFile(element, sales(row('A', '1', '2')));
    button(element, 'Report more').click();
    await sendFile(element, sales(row('A', '1', '3')));
    await shows(element, 'The ledger has this line with other content');
    expect(ledger.sum('sale')).to.equal(200);
    button(element, 'Report more').click();
    await sendFile(element, sales(row('A', '1', '2')));
    await waitUntil(() => !find(element, '[part=rejected]'));
    expect(text(element)).to.match(/Already in the ledger 1 /);
  });

  it('goes on after an outage, and after the page was loaded anew', async () => {
    const ledger = new FakeLedger();
    ledger.fault = () => Promise.reject(new TypeError('offline'));
    const first = await report(ledger);
    await checkFile(first, sales(row('A', '1', '2'), row('B', '1', '3')));
    button(first, /^Send/).click();
    await shows(first, 'The registry can’t be reached now');
    expect(text(first)).to.include('Everything is saved on this computer');
    first.remove();

    ledger.fault = undefined;
    const second = await report(ledger);
    await waitUntil(() => ledger.lines.size === 2, 'resumes', { timeout: 10_000 });
    await waitUntil(() => !text(second).includes('had not arrived'));
    expect(ledger.sum('sale')).to.equal(500);
  });

  it('says when the session has ended, and goes on with a new one', async () => {
    const ledger = new FakeLedger();
    ledger.fault = () => new Response('{}', { status: 401 });
    const element = await report(ledger);
    await checkFile(element, sales(row('A', '1', '2')));
    button(element, /^Send/).click();
    await shows(element, 'your session may have ended');
    ledger.fault = undefined;
    element.session = 'rs_2';
    await shows(element, 'All lines arrived');
    expect(ledger.lines.size).to.equal(1);
  });

  it('sends nothing without a session, and says why', async () => {
    const ledger = new FakeLedger();
    const element = await report(ledger);
    element.session = undefined;
    await checkFile(element, sales(row('A', '1', '2')));
    button(element, /^Send/).click();
    await shows(element, 'You aren’t allowed to report yet');
    expect(ledger.requests).to.equal(0);
    const names = (await indexedDB.databases()).map((database) => database.name);
    expect(names).not.to.include(outboxName(registry, outlet));
  });

  it('explains a file that is none', async () => {
    const element = await report(new FakeLedger());
    element.file = new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'sales.xlsx');
    await shows(element, 'Open it in Excel, choose Save As → CSV UTF-8');
    expect(find(element, '[part=error]')).not.to.equal(null);
    await element.open(sales(row('A', '1', '2')));
    expect(find(element, '[part=error]')).to.equal(null);
  });

  it('says that it needs an outlet', async () => {
    const element = await fixture<SalesReport>(
      html`<fupin-sales-report locale="en"></fupin-sales-report>`,
    );
    expect(text(element)).to.include('Ask your webmaster to set registry and outlet');
  });
});
