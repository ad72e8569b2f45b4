import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { saleLineContent, saleLineId, type SaleLine } from '@fupin/schema';
import {
  moneySet,
  shopifyLineItem,
  shopifyOrder,
  shopifyRefund,
} from '../../../test/shopify-order.ts';
import { inShort, moneyOf, odditiesOf } from '../../../test/source-money.ts';
import { saleLinesOfShopifyOrder } from './shopify.ts';

const read = (order: unknown) => saleLinesOfShopifyOrder(order, { terminalId: 'shopify' });
const [tea, walnut] = [14305466908887, 14305466941655];
const partial = shopifyRefund(509562969, [{ of: tea, quantity: 1, subtotal: 18, tax: 1.49 }]);

describe('a paid order', () => {
  test('makes a line of each good, with discounts, tax included', () => {
    const { lines } = read(shopifyOrder());
    assert.deepEqual(lines[0], {
      terminalId: 'shopify',
      businessDate: '2020-10-18',
      receiptNo: '#1001',
      lineNo: 1,
      kind: 'sale',
      sku: 'TEA-250',
      name: '云栖绿茶 - 250 克',
      unit: '件',
      soldAt: '2020-10-17T16:28:00.000Z',
      quantity: '2',
      amountFen: 3600,
    });
    assert.deepEqual(inShort(lines).slice(1), ['#1001/2 sale 1 1000']);
    assert.equal(lines[1]?.gtin, '6901234567892');
  });

  test('has its tax added where its prices are without', () => {
    const found = read(
      shopifyOrder({
        taxes_included: false,
        total_price: '57.80',
        total_price_set: moneySet('57.80'),
      }),
    );
    assert.deepEqual(inShort(found.lines), ['#1001/1 sale 2 3897', '#1001/2 sale 1 1083']);
    assert.deepEqual(odditiesOf(found), ['shipping /shipping_lines/0 800']);
  });

  test('adds up to its total with shipping, tips, gift cards and the unexplained set aside', () => {
    const order = shopifyOrder({
      ...{ total_price: '210.00', total_price_set: moneySet('210.00') },
      line_items: [
        ...shopifyOrder().line_items,
        shopifyLineItem(3, {
          gift_card: true,
          quantity: 1,
          price: '100.00',
          price_set: moneySet('100.00'),
          discount_allocations: [],
        }),
        shopifyLineItem(4, {
          tip_payment_method: 'Visa',
          quantity: 1,
          price: '6.00',
          price_set: moneySet('6.00'),
          discount_allocations: [],
        }),
      ],
    });
    const found = read(order);
    assert.deepEqual(odditiesOf(found), [
      ...['giftCard /line_items/2 10000', 'tip /line_items/3 600'],
      ...['shipping /shipping_lines/0 800', 'unexplained /total_price 5000'],
    ]);
    const { reported, setAside } = moneyOf(found);
    assert.equal(reported + setAside, 21000);
  });

  test('has a tip that is no line of its own', () => {
    const total = { total_price: '55.50', total_price_set: moneySet('55.50') };
    const found = read(shopifyOrder({ ...total, total_tip_received: '1.50' }));
    assert.deepEqual(odditiesOf(found).at(-1), 'tip /total_tip_received 150');
  });

  test('is told in the money that is CNY, the buyer’s where the shop’s is another', () => {
    const currencies = ['USD', 'CNY'];
    const dual = (shop: string, buyer: string) => moneySet(shop, buyer, currencies);
    const item = shopifyLineItem(1, {
      ...{ price: '3.00', price_set: dual('3.00', '19.90') },
      discount_allocations: [{ amount: '0.57', amount_set: dual('0.57', '3.80') }],
    });
    const order = shopifyOrder({
      ...{ currency: 'USD', line_items: [item], shipping_lines: [] },
      ...{ total_price: '5.43', total_price_set: dual('5.43', '36.00') },
    });
    assert.deepEqual(inShort(read(order).lines), ['#1001/1 sale 2 3600']);
    assert.deepEqual(read(order).oddities, []);
    const without = { ...order, line_items: [{ ...item, price_set: undefined }] };
    assert.deepEqual(odditiesOf(read(without)), ['unreadable ']);
    const foreign = read({ ...order, presentment_currency: 'USD' });
    assert.deepEqual(odditiesOf(foreign), ['foreignCurrency /currency']);
    assert.deepEqual(foreign.lines, []);
  });
});

describe('an order that does not count', () => {
  for (const financial_status of ['pending', 'authorized', 'partially_paid', 'voided', null]) {
    test(`is one that is ${financial_status}`, () => {
      const found = read(shopifyOrder({ financial_status }));
      assert.deepEqual(found.lines, []);
      assert.deepEqual(odditiesOf(found), ['notPaid /financial_status 5400']);
    });
  }

  test('is a test of the shop', () => {
    const found = read(shopifyOrder({ test: true }));
    assert.deepEqual(found.lines, []);
    assert.deepEqual(odditiesOf(found), ['testOrder /test 5400']);
  });
});

describe('refunds', () => {
  test('make returns that point at their line, and leave the others as they were, to the byte', () => {
    const contents = (lines: readonly SaleLine[]) =>
      lines.map((line) => `${saleLineId('out_1', line)} ${saleLineContent(line)}`);
    const before = contents(read(shopifyOrder()).lines);
    const order = shopifyOrder({
      ...{ financial_status: 'partially_refunded', refunds: [partial] },
      ...{ current_total_price: '36.00', updated_at: '2020-10-20T09:00:01+08:00' },
      line_items: shopifyOrder().line_items.map((item) => ({ ...item, current_quantity: 1 })),
    });
    const { lines } = read(order);
    assert.deepEqual(contents(lines).slice(0, 2), before);
    assert.deepEqual(inShort(lines).slice(2), ['#1001-R509562969/1 return 1 1800']);
    assert.equal(lines[2]?.businessDate, '2020-10-20');
    assert.deepEqual(lines[2]?.original, {
      ...{ terminalId: 'shopify', businessDate: '2020-10-18', receiptNo: '#1001', lineNo: 1 },
    });
    assert.deepEqual(read(order), read(structuredClone(order)));
  });

  test('have their tax added where prices are without', () => {
    const found = read(shopifyOrder({ taxes_included: false, refunds: [partial] }));
    assert.deepEqual(inShort(found.lines).slice(2), ['#1001-R509562969/1 return 1 1949']);
  });

  test('of shipping, of money without goods, and of unknown lines are oddities', () => {
    const refund = shopifyRefund(7, [{ of: 999, quantity: 1, subtotal: 5, tax: 0 }], {
      order_adjustments: [
        {
          id: 1,
          amount: '-8.00',
          tax_amount: '0.00',
          kind: 'shipping_refund',
          reason: 'Shipping refund',
        },
        {
          id: 2,
          amount: '-2.50',
          tax_amount: '-0.50',
          kind: 'refund_discrepancy',
          reason: 'Refund discrepancy',
        },
      ],
      refund_shipping_lines: [{ id: 3, subtotal_amount_set: moneySet('4.00') }],
    });
    assert.deepEqual(odditiesOf(read(shopifyOrder({ refunds: [refund] }))).slice(1), [
      'unknownLine /refunds/0/refund_line_items/0 -500',
      'shippingRefund /refunds/0/order_adjustments/0 -800',
      'refundWithoutGoods /refunds/0/order_adjustments/1 -300',
      'shippingRefund /refunds/0/refund_shipping_lines/0 -400',
    ]);
  });
});

describe('an order that was cancelled', () => {
  const cancelled = { cancelled_at: '2020-10-19T10:00:00+08:00', cancel_reason: 'customer' };

  test('before it was paid makes no line', () => {
    const found = read(shopifyOrder({ ...cancelled, financial_status: 'voided' }));
    assert.deepEqual(found.lines, []);
  });

  test('with its money paid back has returns alone', () => {
    const all = shopifyRefund(8, [
      { of: tea, quantity: 2, subtotal: 36, tax: 2.97 },
      { of: walnut, quantity: 1, subtotal: 10, tax: 0.83 },
    ]);
    const found = read(
      shopifyOrder({ ...cancelled, financial_status: 'refunded', refunds: [all] }),
    );
    assert.deepEqual(inShort(found.lines).slice(2), [
      ...['#1001-R8/1 return 2 3600', '#1001-R8/2 return 1 1000'],
    ]);
    assert.equal(moneyOf(found).reported, 0);
  });

  test('without any of it paid back is annulled', () => {
    const found = read(shopifyOrder(cancelled));
    assert.deepEqual(inShort(found.lines).slice(2), ['#1001/1 void 2 3600', '#1001/2 void 1 1000']);
    assert.equal(moneyOf(found).reported, 0);
  });
});

test('what is no order is said to be unreadable', () => {
  const { taxes_included: _, ...order } = shopifyOrder();
  assert.deepEqual(odditiesOf(read(order)), ['unreadable /taxes_included']);
  for (const odd of [undefined, null, 7, 'x', []]) assert.deepEqual(read(odd).lines, []);
});
