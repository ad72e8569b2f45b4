/** Orders in the format of Shopify's webhooks, API version 2024-10; shop, goods and buyer are made up. */

/** A sum in the shop's and the buyer's currency. */
export function moneySet(shop: string, presentment = shop, currencies = ['CNY', 'CNY']) {
  return {
    shop_money: { amount: shop, currency_code: currencies[0] },
    presentment_money: { amount: presentment, currency_code: currencies[1] },
  };
}

/** A line item of two pieces at 19.90 yuan, 3.80 less for a code. */
export function shopifyLineItem(id: number, change: Record<string, unknown> = {}) {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    current_quantity: 2,
    fulfillable_quantity: 2,
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: 500,
    name: '云栖绿茶 - 250 克',
    price: '19.90',
    price_set: moneySet('19.90'),
    product_exists: true,
    product_id: 788032119674292900,
    properties: [],
    quantity: 2,
    requires_shipping: true,
    sku: 'TEA-250',
    taxable: true,
    title: '云栖绿茶',
    total_discount: '0.00',
    total_discount_set: moneySet('0.00'),
    variant_id: null,
    variant_title: '250 克',
    vendor: null,
    tax_lines: [{ price: '2.97', price_set: moneySet('2.97'), rate: 0.09, title: 'VAT' }],
    duties: [],
    discount_allocations: [
      { amount: '3.80', amount_set: moneySet('3.80'), discount_application_index: 0 },
    ],
    ...change,
  };
}

/** An order of two goods with shipping, taxes included: 36.00 + 10.00 + 8.00 = 54.00 yuan. */
export function shopifyOrder(change: Record<string, unknown> = {}) {
  return {
    id: 820982911946154500,
    admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
    cancel_reason: null,
    cancelled_at: null,
    confirmed: true,
    created_at: '2020-10-18T00:28:02+08:00',
    currency: 'CNY',
    current_total_price: '54.00',
    financial_status: 'paid',
    fulfillment_status: null,
    name: '#1001',
    number: 1,
    order_number: 1001,
    payment_gateway_names: ['alipay'],
    presentment_currency: 'CNY',
    processed_at: '2020-10-18T00:28:00+08:00',
    source_name: 'web',
    subtotal_price: '46.00',
    taxes_included: true,
    test: false,
    total_discounts: '3.80',
    total_line_items_price: '49.80',
    total_price: '54.00',
    total_price_set: moneySet('54.00'),
    total_tip_received: '0.00',
    line_items: [
      shopifyLineItem(14305466908887),
      shopifyLineItem(14305466941655, {
        ...{ name: '平山核桃', title: '平山核桃', sku: '6901234567892', quantity: 1 },
        ...{ price: '10.00', price_set: moneySet('10.00'), discount_allocations: [] },
        tax_lines: [{ price: '0.83', price_set: moneySet('0.83'), rate: 0.09, title: 'VAT' }],
      }),
    ],
    shipping_lines: [
      {
        ...{ id: 271878346596884000, code: 'Standard', price: '8.00', title: '快递' },
        ...{ price_set: moneySet('8.00'), discounted_price: '8.00', source: 'shopify' },
        ...{ discounted_price_set: moneySet('8.00'), tax_lines: [], discount_allocations: [] },
      },
    ],
    refunds: [] as unknown[],
    ...change,
  };
}

/** A refund of pieces of a line. */
export function shopifyRefund(
  id: number,
  items: readonly { of: number; quantity: number; subtotal: number; tax: number }[],
  change: Record<string, unknown> = {},
) {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    created_at: '2020-10-20T09:00:00+08:00',
    note: '包装破损',
    order_id: 820982911946154500,
    processed_at: '2020-10-20T09:00:00+08:00',
    restock: true,
    refund_line_items: items.map(({ of, quantity, subtotal, tax }, index) => ({
      ...{ id: id * 10 + index, line_item_id: of, location_id: 487838322, quantity },
      ...{ restock_type: 'return', subtotal, total_tax: tax },
      subtotal_set: moneySet(subtotal.toFixed(2)),
      total_tax_set: moneySet(tax.toFixed(2)),
    })),
    transactions: [
      {
        ...{ id: id + 1, kind: 'refund', status: 'success', gateway: 'alipay', currency: 'CNY' },
        amount: items.reduce((sum, { subtotal }) => sum + subtotal, 0).toFixed(2),
      },
    ],
    order_adjustments: [] as unknown[],
    refund_shipping_lines: [] as unknown[],
    ...change,
  };
}
