import { fenOf, minus, yuan } from '../source/money.ts';
import { readOrder } from '../source/read-order.ts';
import { SoldGoods, type ShopOptions } from '../source/sold-goods.ts';
import { numbered, type SourceLines, type SourceLinesBuilder } from '../source/source-lines.ts';
import { verifySignature } from '../source/verify-signature.ts';
import { WooCommerceOrder, WooCommerceRefund } from './order.ts';

export type { SourceLines, SourceOddity, SourceOddityCode } from '../source/source-lines.ts';

/** What an order of WooCommerce does not say. */
export interface WooCommerceOptions extends ShopOptions {
  /** The order's refunds, as `GET /wp-json/wc/v3/orders/<id>/refunds` lists them: the order itself has only their sums. */
  readonly refunds?: readonly unknown[] | undefined;
  /** States in which an order counts as paid, beside its having been paid; `processing`, `completed` and `refunded` where absent. */
  readonly paidStatuses?: readonly string[] | undefined;
}

/** Whether a webhook of WooCommerce is what the shop signed: `signature` is the header X-WC-Webhook-Signature. */
export function verifyWooCommerceWebhook(
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | null | undefined,
  secret: string,
): Promise<boolean> {
  return verifySignature(body, signature, secret);
}

/**
 * The sale lines of an order as it now stands: its sales, a return for each good of its refunds, and voids where it was cancelled
 * after it was paid. Given the order again, however it has gone on since, it makes the same lines, and further ones for what is
 * new. Amounts are what was paid, tax and discounts included.
 */
export function saleLinesOfWooCommerceOrder(
  order: unknown,
  options: WooCommerceOptions,
): SourceLines {
  return readOrder(WooCommerceOrder, order, (known, found) => {
    new OrderReader(known, options, found).read();
  });
}

class OrderReader {
  readonly #order: WooCommerceOrder;
  readonly #options: WooCommerceOptions;
  readonly #found: SourceLinesBuilder;
  readonly #goods: SoldGoods;

  constructor(order: WooCommerceOrder, options: WooCommerceOptions, found: SourceLinesBuilder) {
    this.#order = order;
    this.#options = options;
    this.#found = found;
    this.#goods = new SoldGoods(options, found);
  }

  read(): void {
    const { status, currency, total } = this.#order;
    const { paidStatuses = ['processing', 'completed', 'refunded'] } = this.#options;
    const { fen: amountFen } = fenOf(yuan(total));
    if (currency !== 'CNY') {
      return this.#found.note('foreignCurrency', '/currency', { value: currency });
    }
    const paidAt = instantOf(this.#order.date_paid_gmt);
    const isCancelled = status === 'cancelled';
    if (!paidAt || !(isCancelled || paidStatuses.includes(status))) {
      return this.#found.note('notPaid', '/status', { value: status, amountFen });
    }
    this.#sell(paidAt, amountFen);
    this.#refund();
    if (isCancelled) this.#goods.annul('/status');
  }

  #sell(at: Date, totalFen: number): void {
    const { number: receiptNo, line_items, shipping_lines = [], fee_lines = [] } = this.#order;
    let reported = 0;
    for (const { item, index, lineNo } of numbered(line_items)) {
      const pointer = `/line_items/${index}`;
      const { fen, rounded } = fenOf(yuan(item.total), yuan(item.total_tax));
      reported += fen;
      if (rounded) this.#found.note('rounded', pointer);
      if (item.quantity <= 0) this.#found.note('zeroQuantity', pointer, { amountFen: fen });
      else if (fen < 0) this.#found.note('negativeAmount', pointer, { amountFen: fen });
      else this.#goods.sell(item, { receiptNo, at, lineNo, fen }, pointer);
    }
    for (const [code, name, extras] of [
      ['shipping', 'shipping_lines', shipping_lines],
      ['fee', 'fee_lines', fee_lines],
    ] as const) {
      for (const [index, extra] of extras.entries()) {
        const { fen } = fenOf(yuan(extra.total), yuan(extra.total_tax));
        reported += fen;
        if (fen !== 0) this.#found.note(code, `/${name}/${index}`, { amountFen: fen });
      }
    }
    if (reported !== totalFen) {
      this.#found.note('unexplained', '/total', { amountFen: totalFen - reported });
    }
  }

  #refund(): void {
    const { refunds: summaries = [], status } = this.#order;
    const { refunds: details = [] } = this.#options;
    const refunds: { readonly refund: WooCommerceRefund; readonly pointer: string }[] = [];
    for (const detail of details) {
      const parsed = WooCommerceRefund.safeParse(detail);
      if (parsed.success) {
        refunds.push({ refund: parsed.data, pointer: `/refunds/${parsed.data.id}` });
      } else this.#found.noteFaults(parsed.error, '/refunds');
    }
    for (const [index, { id, total }] of summaries.entries()) {
      if (refunds.some(({ refund }) => refund.id === id)) continue;
      const { fen } = fenOf(yuan(total));
      this.#found.note('refundDetailsMissing', `/refunds/${index}`, { amountFen: fen });
    }
    refunds.sort((a, b) => a.refund.id - b.refund.id);
    for (const { refund, pointer } of refunds) this.#return(refund, pointer);
    const last = refunds.at(-1);
    // A shop that only sets an order to "refunded" says of the rest no more than that all of it went back.
    if (status === 'refunded' && last && refunds.length >= summaries.length) {
      this.#returnRest(last.refund, last.pointer);
    }
  }

  #return(refund: WooCommerceRefund, pointer: string): void {
    const at = instantOf(refund.date_created_gmt);
    if (!at) return this.#found.note('unreadable', `${pointer}/date_created_gmt`);
    let returned = 0;
    for (const { item, index, lineNo } of numbered(refund.line_items)) {
      const where = `${pointer}/line_items/${index}`;
      const { fen, rounded } = fenOf(minus(yuan(item.total)), minus(yuan(item.total_tax)));
      const quantity = Math.abs(item.quantity);
      if (fen === 0 && quantity === 0) continue;
      returned += fen;
      if (rounded) this.#found.note('rounded', where);
      const refunded = item.meta_data?.find(({ key }) => key === '_refunded_item_id');
      const sold = this.#goods.saleOf(Number(refunded?.value));
      if (!sold) this.#found.note('unknownLine', where, { amountFen: -fen });
      else if (quantity === 0) this.#found.note('refundWithoutGoods', where, { amountFen: -fen });
      else this.#goods.takeBack(sold, { refundId: refund.id, at, lineNo, quantity, fen }, where);
    }
    for (const [code, extras] of [
      ['shippingRefund', refund.shipping_lines ?? []],
      ['fee', refund.fee_lines ?? []],
    ] as const) {
      for (const extra of extras) {
        const { fen } = fenOf(minus(yuan(extra.total)), minus(yuan(extra.total_tax)));
        returned += fen;
        if (fen !== 0) this.#found.note(code, pointer, { amountFen: -fen });
      }
    }
    const { fen: amountFen } = fenOf(yuan(refund.amount));
    // Of an order set to "refunded" as a whole, the refund that does so names no lines: they follow.
    if (returned === amountFen || this.#order.status === 'refunded') return;
    this.#found.note('refundWithoutGoods', pointer, { amountFen: returned - amountFen });
  }

  #returnRest(refund: WooCommerceRefund, pointer: string): void {
    const at = instantOf(refund.date_created_gmt);
    if (!at) return;
    for (const sold of this.#goods.left()) {
      const { line, quantity, fen } = sold;
      // After the lines that the refund may name itself.
      const lineNo = refund.line_items.length + line.lineNo;
      this.#goods.takeBack(sold, { refundId: refund.id, at, lineNo, quantity, fen }, pointer);
    }
  }
}

/** WooCommerce writes GMT without saying so. */
function instantOf(gmt: string | null): Date | undefined {
  if (!gmt || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(gmt)) return undefined;
  const instant = new Date(`${gmt}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
