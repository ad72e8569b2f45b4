import type { Decimal } from '../columns/decimal.ts';
import { fenOf, minus, times, yuan, type MoneyText } from '../source/money.ts';
import { readOrder } from '../source/read-order.ts';
import { SoldGoods, type ShopOptions } from '../source/sold-goods.ts';
import { numbered, type SourceLines, type SourceLinesBuilder } from '../source/source-lines.ts';
import { verifySignature } from '../source/verify-signature.ts';
import { ShopifyOrder, type ShopifyRefund } from './order.ts';

export type { SourceLines, SourceOddity, SourceOddityCode } from '../source/source-lines.ts';

/** What an order of Shopify does not say. */
export type ShopifyOptions = ShopOptions;

/** Whether a webhook of Shopify is what it signed: `signature` is the header X-Shopify-Hmac-Sha256, the secret the app's. */
export function verifyShopifyWebhook(
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | null | undefined,
  secret: string,
): Promise<boolean> {
  return verifySignature(body, signature, secret);
}

/**
 * The sale lines of an order as it now stands: its sales, a return for each good of its refunds, and voids where it was cancelled
 * after it was paid. Given the order again, however it has gone on since, it makes the same lines, and further ones for what is
 * new. Amounts are what was paid, tax and discounts included, in CNY: the shop's money or, where that is another, the buyer's.
 */
export function saleLinesOfShopifyOrder(order: unknown, options: ShopifyOptions): SourceLines {
  return readOrder(ShopifyOrder, order, (known, found) => {
    new OrderReader(known, options, found).read();
  });
}

type LineItem = ShopifyOrder['line_items'][number];
type MoneySet = ShopifyOrder['total_price_set'];
type Taxed = Pick<LineItem, 'price' | 'price_set' | 'tax_lines' | 'discount_allocations'>;

const paidStatuses: readonly (string | null)[] = ['paid', 'partially_refunded', 'refunded'];

class OrderReader {
  readonly #order: ShopifyOrder;
  readonly #found: SourceLinesBuilder;
  readonly #goods: SoldGoods;
  readonly #currency: 'shop_money' | 'presentment_money';

  constructor(order: ShopifyOrder, options: ShopifyOptions, found: SourceLinesBuilder) {
    this.#order = order;
    this.#found = found;
    this.#goods = new SoldGoods(options, found);
    this.#currency = order.currency === 'CNY' ? 'shop_money' : 'presentment_money';
  }

  read(): void {
    const { currency, presentment_currency, financial_status, cancelled_at, test } = this.#order;
    if (currency !== 'CNY' && presentment_currency !== 'CNY') {
      return this.#found.note('foreignCurrency', '/currency', { value: currency });
    }
    const { fen: amountFen } = fenOf(
      this.#money(this.#order.total_price, this.#order.total_price_set),
    );
    if (test) return this.#found.note('testOrder', '/test', { amountFen });
    if (!paidStatuses.includes(financial_status)) {
      const value = financial_status ?? 'null';
      return this.#found.note('notPaid', '/financial_status', { value, amountFen });
    }
    const soldAt = instantOf(this.#order.processed_at ?? this.#order.created_at);
    if (!soldAt) return this.#found.note('unreadable', '/processed_at', { amountFen });
    this.#sell(soldAt, amountFen);
    for (const [index, refund] of (this.#order.refunds ?? []).entries()) {
      this.#return(refund, `/refunds/${index}`);
    }
    if (cancelled_at) this.#goods.annul('/cancelled_at');
  }

  /** An amount in the currency that is CNY. */
  #money(plain: MoneyText | null | undefined, set: MoneySet): Decimal {
    const money = set?.[this.#currency];
    if (money) {
      if (money.currency_code === 'CNY') return yuan(money.amount);
      throw new RangeError(`expected an amount in CNY, received ${money.currency_code}`);
    }
    if (this.#currency === 'shop_money' || yuan(plain).units === 0n) return yuan(plain);
    throw new RangeError('expected each amount with its presentment_money, received one without');
  }

  /** What was paid for a line: price less discounts, and tax where prices are without. */
  #paid({ price, price_set, tax_lines = [], discount_allocations = [] }: Taxed, quantity: number) {
    return fenOf(
      times(this.#money(price, price_set), quantity),
      ...discount_allocations.map((each) => minus(this.#money(each.amount, each.amount_set))),
      ...(this.#order.taxes_included
        ? []
        : tax_lines.map((tax) => this.#money(tax.price, tax.price_set))),
    );
  }

  #sell(at: Date, totalFen: number): void {
    const { name: receiptNo, line_items: items, shipping_lines = [] } = this.#order;
    let explained = 0;
    let hasTip = false;
    for (const { item, index, lineNo } of numbered(items)) {
      const pointer = `/line_items/${index}`;
      const { fen, rounded } = this.#paid(item, item.quantity);
      explained += fen;
      const isTip = !!(item.tip_payment_gateway ?? item.tip_payment_method);
      hasTip ||= isTip;
      if (isTip) this.#found.note('tip', pointer, { amountFen: fen });
      else if (item.gift_card) this.#found.note('giftCard', pointer, { amountFen: fen });
      else if (item.quantity <= 0) this.#found.note('zeroQuantity', pointer, { amountFen: fen });
      else if (fen < 0) this.#found.note('negativeAmount', pointer, { amountFen: fen });
      else {
        if (rounded) this.#found.note('rounded', pointer);
        const name = item.name ?? item.title;
        this.#goods.sell({ ...item, name }, { receiptNo, at, lineNo, fen }, pointer);
      }
    }
    for (const [index, shipping] of shipping_lines.entries()) {
      const { fen } = this.#paid(shipping, 1);
      explained += fen;
      if (fen !== 0) this.#found.note('shipping', `/shipping_lines/${index}`, { amountFen: fen });
    }
    const rest = totalFen - explained;
    if (rest === 0) return;
    // A tip outside the lines is told in the shop's money alone.
    const tip = fenOf(yuan(this.#order.total_tip_received)).fen;
    const isTip = !hasTip && this.#currency === 'shop_money' && tip === rest;
    this.#found.note(
      isTip ? 'tip' : 'unexplained',
      isTip ? '/total_tip_received' : '/total_price',
      { amountFen: rest },
    );
  }

  #return(refund: ShopifyRefund, pointer: string): void {
    const { refund_line_items: items, order_adjustments = [], refund_shipping_lines = [] } = refund;
    const at = instantOf(refund.processed_at ?? refund.created_at);
    if (!at) return this.#found.note('unreadable', `${pointer}/processed_at`);
    for (const { item, index, lineNo } of numbered(items)) {
      const { quantity } = item;
      const where = `${pointer}/refund_line_items/${index}`;
      const { fen, rounded } = fenOf(
        this.#money(item.subtotal, item.subtotal_set),
        ...(this.#order.taxes_included ? [] : [this.#money(item.total_tax, item.total_tax_set)]),
      );
      const sold = this.#goods.saleOf(item.line_item_id);
      if (!sold) this.#found.note('unknownLine', where, { amountFen: -fen });
      else if (quantity <= 0) this.#found.note('refundWithoutGoods', where, { amountFen: -fen });
      else {
        if (rounded) this.#found.note('rounded', where);
        this.#goods.takeBack(sold, { refundId: refund.id, at, lineNo, quantity, fen }, where);
      }
    }
    for (const [index, each] of order_adjustments.entries()) {
      const { fen } = fenOf(
        this.#money(each.amount, each.amount_set),
        this.#money(each.tax_amount, each.tax_amount_set),
      );
      const code = each.kind === 'shipping_refund' ? 'shippingRefund' : 'refundWithoutGoods';
      if (fen !== 0) {
        this.#found.note(code, `${pointer}/order_adjustments/${index}`, { amountFen: fen });
      }
    }
    for (const [index, { subtotal_amount_set }] of refund_shipping_lines.entries()) {
      const { fen } = fenOf(this.#money(0, subtotal_amount_set));
      const where = `${pointer}/refund_shipping_lines/${index}`;
      if (fen !== 0) this.#found.note('shippingRefund', where, { amountFen: -fen });
    }
  }
}

function instantOf(text: string): Date | undefined {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
