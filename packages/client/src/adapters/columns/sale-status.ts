/** What the state of an order says: its money came in, it never did, or some or all of it went back. */
export type SaleStatus = 'paid' | 'notPaid' | 'refunded';

const words: Readonly<Record<SaleStatus, string>> = {
  paid: `paid completed complete processing processed fulfilled shipped delivered success successful succeeded
    已支付 已付款 支付成功 付款成功 已完成 完成 成功 交易成功 交易完成 待发货 已发货 待收货 已收货 已签收 待出货 已出货 出货成功`,
  notPaid: `pending unpaid authorized onhold cancelled canceled voided failed expired draft
    待付款 待支付 未付款 未支付 等待付款 等待买家付款 支付失败 已取消 取消 已作废 交易关闭 订单关闭 已关闭`,
  refunded: `refunded partiallyrefunded fullyrefunded refund returned
    已退款 退款成功 部分退款 全额退款 退款中 已退货 退货退款`,
};

const statuses = new Map(
  (Object.keys(words) as SaleStatus[]).flatMap((status) =>
    words[status].split(/\s+/).map((word) => [word, status] as const),
  ),
);

/** What an export's word for the state of an order means; undefined for any other word. */
export function saleStatusOf(text: string): SaleStatus | undefined {
  return statuses.get(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]/g, ''),
  );
}
