import * as z from 'zod/mini';

const text = z.string();
const optionalText = z.optional(z.nullable(text));
const id = z.int();
/** WooCommerce documents whole numbers; extensions sell by weight. */
const quantity = z.number();

const lineItem = z.looseObject({
  id,
  name: optionalText,
  quantity,
  /** After discounts, without tax. */
  total: text,
  total_tax: text,
  sku: optionalText,
});

const extraLine = z.looseObject({ total: text, total_tax: z.optional(text) });
const metaData = z.array(z.looseObject({ key: text, value: z.unknown() }));

/** An order as REST API v3 answers with it and webhooks `order.created` and `order.updated` carry it: the members that are read. */
export const WooCommerceOrder = z.looseObject({
  id,
  number: text,
  status: text,
  currency: text,
  date_paid_gmt: z.nullable(text),
  total: text,
  line_items: z.array(lineItem),
  shipping_lines: z.optional(z.array(extraLine)),
  fee_lines: z.optional(z.array(extraLine)),
  refunds: z.optional(z.array(z.looseObject({ id, total: text }))),
});
export type WooCommerceOrder = z.infer<typeof WooCommerceOrder>;

/** A refund as `GET /wp-json/wc/v3/orders/<id>/refunds` lists it: the members that are read. */
export const WooCommerceRefund = z.looseObject({
  id,
  date_created_gmt: text,
  /** The whole of it, positive. */
  amount: text,
  line_items: z.array(z.extend(lineItem, { meta_data: z.optional(metaData) })),
  shipping_lines: z.optional(z.array(extraLine)),
  fee_lines: z.optional(z.array(extraLine)),
});
export type WooCommerceRefund = z.infer<typeof WooCommerceRefund>;
