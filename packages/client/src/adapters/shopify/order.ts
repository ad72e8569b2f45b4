import * as z from 'zod/mini';

const text = z.string();
const optionalText = z.optional(z.nullable(text));
/** Shopify's own samples have ids beyond what a JSON number carries exactly in JavaScript; its shops do not. */
const id = z.number();
/** Money as Shopify writes it: mostly text, a JSON number in refunds. */
const money = z.union([text, z.number()]);
const optionalMoney = z.optional(z.nullable(money));
const currencyMoney = z.looseObject({ amount: money, currency_code: text });
/** One sum in the shop's currency and in the one that the buyer saw. */
const moneySet = z.optional(
  z.nullable(z.looseObject({ shop_money: currencyMoney, presentment_money: currencyMoney })),
);
const taxLines = z.optional(z.array(z.looseObject({ price: money, price_set: moneySet })));
const discountAllocations = z.optional(
  z.array(z.looseObject({ amount: money, amount_set: moneySet })),
);

const lineItem = z.looseObject({
  id,
  name: optionalText,
  title: optionalText,
  sku: optionalText,
  /** As ordered: what was removed or sent back since is in the refunds. */
  quantity: z.int(),
  price: money,
  price_set: moneySet,
  gift_card: z.optional(z.nullable(z.boolean())),
  tax_lines: taxLines,
  discount_allocations: discountAllocations,
  tip_payment_gateway: optionalText,
  tip_payment_method: optionalText,
});

const refund = z.looseObject({
  id,
  created_at: text,
  processed_at: optionalText,
  refund_line_items: z.array(
    z.looseObject({
      id,
      line_item_id: id,
      quantity: z.int(),
      /** After discounts; without tax where the order's prices are without. */
      subtotal: money,
      subtotal_set: moneySet,
      total_tax: optionalMoney,
      total_tax_set: moneySet,
    }),
  ),
  order_adjustments: z.optional(
    z.array(
      z.looseObject({
        kind: optionalText,
        amount: money,
        amount_set: moneySet,
        tax_amount: optionalMoney,
        tax_amount_set: moneySet,
      }),
    ),
  ),
  /** Since version 2024-10; before, shipping paid back was an order adjustment. */
  refund_shipping_lines: z.optional(z.array(z.looseObject({ subtotal_amount_set: moneySet }))),
});

/** An order as webhooks `orders/paid`, `orders/updated` and others carry it, API version 2024-01 and later: the members that are read. */
export const ShopifyOrder = z.looseObject({
  id,
  /** As shop and buyer know it, such as `#1001`. */
  name: text,
  test: z.optional(z.nullable(z.boolean())),
  currency: text,
  presentment_currency: optionalText,
  financial_status: z.nullable(text),
  cancelled_at: optionalText,
  created_at: text,
  processed_at: optionalText,
  taxes_included: z.boolean(),
  total_price: money,
  total_price_set: moneySet,
  total_tip_received: optionalMoney,
  line_items: z.array(lineItem),
  shipping_lines: z.optional(
    z.array(
      z.looseObject({
        price: money,
        price_set: moneySet,
        tax_lines: taxLines,
        discount_allocations: discountAllocations,
      }),
    ),
  ),
  refunds: z.optional(z.array(refund)),
});
export type ShopifyOrder = z.infer<typeof ShopifyOrder>;
export type ShopifyRefund = z.infer<typeof refund>;
