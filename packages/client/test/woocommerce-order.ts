/** Orders and refunds in the format of WooCommerce's REST API v3, which its webhooks share; shop, goods and buyer are made up. */

const address = {
  ...{ first_name: '某', last_name: '某', company: '', address_1: '云栖路 1 号', address_2: '' },
  ...{ city: '杭州', state: 'CN33', postcode: '310000', country: 'CN' },
};

/** A line item; totals are without tax. */
export function wooLineItem(id: number, change: Record<string, unknown> = {}) {
  return {
    id,
    name: `云栖绿茶 ${id}`,
    product_id: 90 + id,
    variation_id: 0,
    quantity: 2,
    tax_class: '',
    subtotal: '40.00',
    subtotal_tax: '3.60',
    total: '36.00',
    total_tax: '3.24',
    taxes: [{ id: 75, total: '3.24', subtotal: '3.60' }],
    meta_data: [],
    sku: `TEA-${id}`,
    price: 18,
    ...change,
  };
}

/** An order of two goods, of which one is reduced, with shipping: 39.24 + 10.90 + 12.00 = 62.14 yuan. */
export function wooOrder(change: Record<string, unknown> = {}) {
  return {
    id: 727,
    parent_id: 0,
    number: '727',
    order_key: 'wc_order_58d2d042d1d',
    created_via: 'checkout',
    version: '9.4.2',
    status: 'processing',
    currency: 'CNY',
    date_created: '2020-10-18T00:28:02',
    date_created_gmt: '2020-10-17T16:28:02',
    date_modified: '2020-10-18T00:28:08',
    date_modified_gmt: '2020-10-17T16:28:08',
    discount_total: '4.00',
    discount_tax: '0.36',
    shipping_total: '12.00',
    shipping_tax: '0.00',
    cart_tax: '4.14',
    total: '62.14',
    total_tax: '4.14',
    prices_include_tax: false,
    customer_id: 0,
    billing: { ...address, email: 'buyer@shop.example', phone: '' },
    shipping: address,
    payment_method: 'alipay',
    payment_method_title: '支付宝',
    transaction_id: '20201017001',
    date_paid: '2020-10-18T00:28:08',
    date_paid_gmt: '2020-10-17T16:28:08',
    date_completed: null,
    date_completed_gmt: null,
    cart_hash: '',
    meta_data: [],
    line_items: [
      wooLineItem(315),
      wooLineItem(316, {
        ...{ name: '平山核桃 500 克', sku: '6901234567892', quantity: 1, price: 10 },
        ...{ subtotal: '10.00', subtotal_tax: '0.90', total: '10.00', total_tax: '0.90' },
      }),
    ],
    tax_lines: [],
    shipping_lines: [
      {
        ...{ id: 317, method_title: '快递', method_id: 'flat_rate', total: '12.00' },
        ...{ total_tax: '0.00', taxes: [], meta_data: [] },
      },
    ],
    fee_lines: [],
    coupon_lines: [],
    refunds: [] as { id: number; reason: string; total: string }[],
    ...change,
  };
}

/** A refund as the order's list of refunds has it: it names the line that it takes from in its meta data. */
export function wooRefund(
  id: number,
  lines: readonly { of: number; quantity: number; total: string; tax: string }[],
  amount: string,
  change: Record<string, unknown> = {},
) {
  return {
    id,
    date_created: '2020-10-20T09:00:00',
    date_created_gmt: '2020-10-20T01:00:00',
    amount,
    reason: '包装破损',
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [],
    line_items: lines.map(({ of, quantity, total, tax }, index) =>
      wooLineItem(id * 10 + index, {
        ...{ quantity: -quantity, total: `-${total}`, total_tax: `-${tax}` },
        meta_data: [{ id: 2076, key: '_refunded_item_id', value: String(of) }],
      }),
    ),
    shipping_lines: [],
    tax_lines: [],
    fee_lines: [],
    ...change,
  };
}
