import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SaleLine, saleLineContent, saleLineId } from '@fupin/schema';
import { inShort, moneyOf, odditiesOf } from '../../../test/source-money.ts';
import { wooLineItem, wooOrder, wooRefund } from '../../../test/woocommerce-order.ts';
import { saleLinesOfWooCommerceOrder, type WooCommerceOptions } from './woocommerce.ts';

const read = (order: unknown, options: Partial<WooCommerceOptions> = {}) =>
  saleLinesOfWooCommerceOrder(order, { terminalId: 'woocommerce', ...options });

const partial = wooRefund(800, [{ of: 315, quantity: 1, total: '18.00', tax: '1.62' }], '19.62');
const summaryOf = (...refunds: { id: number; amount: string }[]) =>
  refunds.map(({ id, amount }) => ({ id, reason: '', total: `-${amount}` }));

describe('a paid order', () => {
  test('makes a line of each good, with discounts and tax, on the day it was paid in Shanghai', () => {
    const { lines } = read(wooOrder());
    assert.deepEqual(lines[1], {
      terminalId: 'woocommerce',
      businessDate: '2020-10-18',
      receiptNo: '727',
      lineNo: 2,
      kind: 'sale',
      sku: '6901234567892',
      gtin: '6901234567892',
      name: '平山核桃 500 克',
      unit: '件',
      soldAt: '2020-10-17T16:28:08.000Z',
      quantity: '1',
      amountFen: 1090,
    });
    assert.deepEqual(inShort(lines), ['727/1 sale 2 3924', '727/2 sale 1 1090']);
  });

  test('adds up to its total: what no line reports is an oddity', () => {
    const fee = { id: 9, name: '礼盒', total: '5.00', total_tax: '0.45' };
    const order = wooOrder({ total: '68.00', fee_lines: [fee] });
    const found = read(order);
    assert.deepEqual(odditiesOf(found), [
      ...['shipping /shipping_lines/0 1200', 'fee /fee_lines/0 545', 'unexplained /total 41'],
    ]);
    const { reported, setAside } = moneyOf(found);
    assert.equal(reported + setAside, 6800);
  });

  test('has exact amounts where floating point has none', () => {
    const items = [wooLineItem(1, { total: '0.10', total_tax: '0.20', quantity: 3 })];
    const found = read(wooOrder({ line_items: items, shipping_lines: [], total: '0.30' }));
    assert.deepEqual(inShort(found.lines), ['727/1 sale 3 30']);
    assert.deepEqual(found.oddities, []);
  });

  test('shows amounts of parts of a fen, gifts, and lines of nothing', () => {
    const items = [
      wooLineItem(1, { total: '1.005', total_tax: '0.00' }),
      wooLineItem(2, { total: '0.00', total_tax: '0.00' }),
      wooLineItem(3, { quantity: 0, total: '2.00', total_tax: '0.00' }),
      wooLineItem(4, { total: '-3.00', total_tax: '0.00' }),
    ];
    const found = read(wooOrder({ line_items: items, shipping_lines: [], total: '0.01' }));
    assert.deepEqual(inShort(found.lines), ['727/1 sale 2 101', '727/2 sale 2 0']);
    assert.deepEqual(odditiesOf(found), [
      'rounded /line_items/0',
      'zeroAmount /line_items/1',
      'zeroQuantity /line_items/2 200',
      'negativeAmount /line_items/3 -300',
    ]);
  });

  test('keeps the numbers of its lines in whatever order they come', () => {
    const order = wooOrder();
    const turned = { ...order, line_items: order.line_items.toReversed() };
    const ids = (found: { lines: readonly SaleLine[] }) =>
      found.lines.map((line) => saleLineId('out_1', line)).toSorted();
    assert.deepEqual(ids(read(turned)), ids(read(order)));
  });
});

describe('an order that is not paid', () => {
  for (const status of ['pending', 'on-hold', 'failed', 'checkout-draft', 'trash', 'cancelled']) {
    test(`makes no line while it is ${status}`, () => {
      const found = read(wooOrder({ status, date_paid_gmt: null }));
      assert.deepEqual(found.lines, []);
      assert.deepEqual(odditiesOf(found), ['notPaid /status 6214']);
    });
  }

  test('counts in a state that a shop has added where the shop says so', () => {
    const order = wooOrder({ status: 'packed' });
    assert.deepEqual(read(order).lines, []);
    assert.equal(read(order, { paidStatuses: ['processing', 'packed'] }).lines.length, 2);
  });

  test('makes no line in another currency', () => {
    const found = read(wooOrder({ currency: 'EUR' }));
    assert.deepEqual(found.lines, []);
    assert.deepEqual(found.oddities, [
      { code: 'foreignCurrency', pointer: '/currency', value: 'EUR' },
    ]);
  });
});

describe('refunds', () => {
  test('of a part are returns that point at the line they take from', () => {
    const found = read(wooOrder({ refunds: summaryOf(partial) }), { refunds: [partial] });
    const [first, , back] = found.lines;
    assert.deepEqual(inShort(found.lines).slice(2), ['727-R800/1 return 1 1962']);
    assert.equal(back?.businessDate, '2020-10-20');
    const { terminalId, businessDate, receiptNo, lineNo } = first!;
    assert.deepEqual(back?.original, { terminalId, businessDate, receiptNo, lineNo });
  });

  test('make new lines and leave the others as they were, to the byte', () => {
    const contents = (lines: readonly SaleLine[]) =>
      lines.map((line) => `${saleLineId('out_1', line)} ${saleLineContent(line)}`);
    const second = wooRefund(801, [{ of: 316, quantity: 1, total: '10.00', tax: '0.90' }], '10.90');
    const before = contents(read(wooOrder()).lines);
    const once = contents(
      read(wooOrder({ refunds: summaryOf(partial) }), { refunds: [partial] }).lines,
    );
    const twice = contents(
      read(
        wooOrder({
          ...{ status: 'completed', date_modified_gmt: '2020-11-01T00:00:00' },
          refunds: summaryOf(second, partial),
        }),
        { refunds: [second, partial] },
      ).lines,
    );
    assert.deepEqual(once.slice(0, 2), before);
    assert.deepEqual(twice.slice(0, 3), once);
    assert.equal(twice.length, 4);
    assert.equal(new Set(twice).size, 4);
  });

  test('of all that is left, which name no line, return the rest of every line', () => {
    const rest = wooRefund(802, [], '42.52');
    const order = wooOrder({ status: 'refunded', refunds: summaryOf(partial, rest) });
    const found = read(order, { refunds: [partial, rest] });
    assert.deepEqual(inShort(found.lines).slice(2), [
      '727-R800/1 return 1 1962',
      '727-R802/1 return 1 1962',
      '727-R802/2 return 1 1090',
    ]);
    assert.equal(moneyOf(found).reported, 0);
  });

  test('of which only the sum is known are said to lack their details', () => {
    const found = read(wooOrder({ refunds: summaryOf(partial) }));
    assert.equal(found.lines.length, 2);
    assert.deepEqual(odditiesOf(found).slice(1), ['refundDetailsMissing /refunds/0 -1962']);
  });

  test('of money without goods, of shipping, and of unknown lines are oddities', () => {
    const refunds = [
      wooRefund(803, [{ of: 315, quantity: 0, total: '5.00', tax: '0.00' }], '5.00'),
      wooRefund(804, [], '7.00'),
      wooRefund(805, [{ of: 999, quantity: 1, total: '1.00', tax: '0.00' }], '13.00', {
        shipping_lines: [{ id: 1, total: '-12.00', total_tax: '0.00' }],
      }),
    ];
    const found = read(wooOrder({ refunds: summaryOf(...refunds) }), { refunds });
    assert.equal(found.lines.length, 2);
    assert.deepEqual(odditiesOf(found).slice(1), [
      'refundWithoutGoods /refunds/803/line_items/0 -500',
      'refundWithoutGoods /refunds/804 -700',
      'unknownLine /refunds/805/line_items/0 -100',
      'shippingRefund /refunds/805 -1200',
    ]);
  });
});

test('an order cancelled after it was paid is annulled line by line, less what had gone back', () => {
  const order = wooOrder({ status: 'cancelled', refunds: summaryOf(partial) });
  const found = read(order, { refunds: [partial] });
  assert.deepEqual(inShort(found.lines).slice(3), ['727/1 void 1 1962', '727/2 void 1 1090']);
  assert.equal(moneyOf(found).reported, 0);
  assert.ok(found.lines.every((line) => SaleLine.safeParse(line).success));
});

test('what is no order is said to be unreadable, with a pointer for each fault', () => {
  const { line_items: _, ...order } = wooOrder({ total: 12 });
  assert.deepEqual(
    read(order).oddities.map(({ code, pointer }) => `${code} ${pointer}`),
    ['unreadable /total', 'unreadable /line_items'],
  );
  assert.deepEqual(read(wooOrder({ total: '1e3' })).oddities, [
    {
      code: 'unreadable',
      pointer: '',
      value: 'expected an amount of yuan such as "12.50", received "1e3"',
    },
  ]);
  for (const odd of [undefined, null, 7, 'x', []]) assert.deepEqual(read(odd).lines, []);
});
