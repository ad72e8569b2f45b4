import { readSaleTime, readTimeOfDay } from './sale-time.ts';
import { saleKindOf } from './sale-kind.ts';
import { saleStatusOf } from './sale-status.ts';

/** What a column of a retailer's export can be. */
export const saleFields = [
  ...(['receiptNo', 'soldAt', 'soldTime', 'businessDate', 'terminalId', 'lineNo', 'kind'] as const),
  ...(['sku', 'gtin', 'name', 'quantity', 'unit', 'unitPrice', 'amount', 'status'] as const),
  ...(['orderDiscount'] as const),
] as const;
export type SaleField = (typeof saleFields)[number];

/** Which column, counted from 0, holds which field. */
export type ColumnMapping = Readonly<Partial<Record<SaleField, number>>>;

/** What a mapping still lacks: one of the fields in each group has to be mapped. */
export type MissingFields = 'receiptNo' | 'date' | 'good' | 'quantity' | 'money';

/** Names of columns as exports have them, without case, space or punctuation; the likelier first. */
const headerNames: Record<SaleField, string> = {
  receiptNo: `收银单号 小票号 小票号码 小票编号 小票单号 收据号 单据号 单据编号 销售单号 订单号 订单编号 交易单号 交易号
    交易流水号 收银流水号 流水号 流水单号 单号 票号 receiptno receiptnumber receiptid receipt invoiceno invoicenumber
    invoiceid invoice orderno ordernumber ordername orderid order transactionid transactionno transaction ticketno billno`,
  soldAt: `销售时间 交易时间 收银时间 结账时间 付款时间 支付时间 成交时间 下单时间 开单时间 日期时间 销售日期时间 销售日期
    交易日期 收银日期 单据日期 开单日期 日期 时间 soldat timeofsale saletime saledate salesdate transactiontime transactiondate
    transdate invoicedate receiptdate paidat paiddate datepaid processedat orderdate createdat datetime timestamp date
    prcddate time`,
  soldTime: `时间 销售时间 交易时间 收银时间 结账时间 时刻 saletime transactiontime timeofday time`,
  businessDate: `营业日期 营业日 业务日期 记账日期 账务日期 结算日期 businessdate businessday tradingday`,
  terminalId: `收银机号 收银机 收银台号 收银台 款台号 款台 机号 pos机号 pos号 终端号 终端编号 终端 设备号 设备id
    设备编号 设备编码 机器编号 售货机编号 terminalid
    terminalno terminal tillno till registerno register posno pos deviceid machineid`,
  lineNo: '行号 明细行号 小票行号 明细序号 商品序号 项次 lineno linenumber linenr',
  kind: `单据类型 交易类型 销售类型 业务类型 销售或退货 类型 saletype saleorreturn transactiontype kind type`,
  sku: `商品编码 商品编号 商品代码 商品货号 商品id 货号 货品编码 货品编号 产品编码 产品编号 物料编码 编码 款号 sku skuid
    lineitemsku stockcode itemcode itemno itemnumber itemid productcode productno productid articleno plu`,
  gtin: '商品条码 商品条形码 国际条码 条形码 条码 69码 商品69码 gtin ean13 ean upc barcode',
  name: `商品名称 商品名 品名 货品名称 产品名称 物料名称 商品标题 宝贝标题 名称 商品 lineitemname description itemdescription
    productname itemname articlename name product item`,
  quantity: `数量 销售数量 商品数量 购买数量 销量 件数 售出数量 lineitemquantity quantity itemquantity quantitysold
    quantityordered qty rqty units unitssold`,
  unit: '单位 计量单位 销售单位 计价单位 unit uom unitofmeasure',
  unitPrice: `实际单价 成交单价 实售单价 销售单价 成交价 售价 单价 商品单价 零售价 lineitemprice unitprice
    sellingprice saleprice itemprice priceeach rprice price`,
  amount: `实收金额 实付金额 实收 实付 成交金额 销售金额 实际金额 销售额 金额 小计 行金额 明细金额 lineamount linetotal
    lineamount itemtotal netamount totalamount amount subtotal`,
  orderDiscount:
    '订单优惠 订单优惠金额 整单优惠 整单折扣 discountamount orderdiscount cartdiscountamount',
  status: `订单状态 交易状态 支付状态 付款状态 状态 financialstatus paymentstatus orderstatus transactionstatus status`,
};

const names = Object.fromEntries(
  Object.entries(headerNames).map(([field, text]) => [field, text.split(/\s+/)]),
) as Record<SaleField, string[]>;

/** Fields in the order in which they choose their column, the unmistakable ones first. */
const choosing: readonly SaleField[] = [
  ...(['receiptNo', 'businessDate', 'terminalId', 'lineNo', 'gtin', 'sku', 'name'] as const),
  ...(['quantity', 'unitPrice', 'amount', 'unit', 'kind', 'status', 'orderDiscount'] as const),
];

/** A header without case, space, punctuation and a bracketed unit: `金额（元）` is `金额`, `Invoice No.` is `invoiceno`. */
export function normalHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The row, counted from 0, that has the column names: exports often begin with a title. */
export function findHeaderRow(rows: readonly (readonly string[])[]): number {
  const known = new Set(Object.values(names).flat());
  const scores = rows
    .slice(0, 20)
    .map((row) => row.filter((cell) => known.has(normalHeader(cell))).length);
  const best = Math.max(0, ...scores);
  if (best >= 2) return scores.indexOf(best);
  const firstFilled = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  return Math.max(0, firstFilled);
}

/** Guesses which column is what, from the names and, where names leave it open, from the first rows. */
export function guessColumns(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
): ColumnMapping {
  const named = headers.map(normalHeader);
  // Where columns say that they are of line items, others of such names are of the order, as in what Shopify exports.
  const normal = named.includes('lineitemname')
    ? named.map((header) => ofOrders[header] ?? header)
    : named;
  const taken = new Set<number>();
  const mapping: Partial<Record<SaleField, number>> = {};
  const samples = (column: number) =>
    sampleRows.map((row) => (row[column] ?? '').trim()).filter(Boolean);
  const columnsNamed = (field: SaleField) =>
    names[field].flatMap((name) =>
      normal.flatMap((header, column) => (header === name && !taken.has(column) ? [column] : [])),
    );
  const take = (field: SaleField, column: number | undefined) => {
    if (column === undefined) return;
    mapping[field] = column;
    taken.add(column);
  };

  for (const field of choosing) {
    const fits = recognised[field] ?? (() => true);
    take(
      field,
      columnsNamed(field).find((column) => fits(samples(column))),
    );
  }
  const timed = columnsNamed('soldAt');
  const full = timed.find((column) => !isDateOnly(samples(column)) && !isTimeOnly(samples(column)));
  const day = timed.find((column) => isDateOnly(samples(column)));
  const clock = columnsNamed('soldTime').find((column) => isTimeOnly(samples(column)));
  if (full !== undefined) take('soldAt', full);
  else take('soldAt', day ?? timed.find((column) => column !== clock));
  if (full === undefined && clock !== mapping.soldAt) take('soldTime', clock);
  return mapping;
}

const ofOrders: Readonly<Record<string, string>> = {
  ...{ name: 'ordername', receiptnumber: '', subtotal: '', total: '', amount: '' },
};

/** Columns that many exports have for something else: they count where their first values are words that are known. */
const recognised: Partial<Record<SaleField, (samples: readonly string[]) => boolean>> = {
  kind: (samples) => samples.length > 0 && samples.every((text) => saleKindOf(text)),
  status: (samples) => samples.length > 0 && samples.every((text) => saleStatusOf(text)),
};

const isDateOnly = (samples: readonly string[]) =>
  samples.length > 0 &&
  samples.every((text) => {
    // The order of day and month does not matter to whether there is a time of day.
    const time = [readSaleTime(text, 'dayFirst'), readSaleTime(text, 'monthFirst')].find(
      (read) => typeof read === 'object',
    );
    return typeof time === 'object' && (time.isDateOnly || /\b0?0:00(?::00)?(?:\.0+)?$/.test(text));
  });

const isTimeOnly = (samples: readonly string[]) =>
  samples.length > 0 && samples.every((text) => readTimeOfDay(text) !== undefined);

/** What a mapping lacks before rows can be read with it. */
export function missingFields(mapping: ColumnMapping): MissingFields[] {
  const has = (field: SaleField) => mapping[field] !== undefined;
  const missing: MissingFields[] = [];
  if (!has('receiptNo')) missing.push('receiptNo');
  if (!has('soldAt') && !has('businessDate')) missing.push('date');
  if (!has('sku') && !has('gtin') && !has('name')) missing.push('good');
  if (!has('quantity')) missing.push('quantity');
  if (!has('amount') && !has('unitPrice')) missing.push('money');
  return missing;
}
