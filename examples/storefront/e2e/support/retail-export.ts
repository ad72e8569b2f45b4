/** A good that a till may sell; its price is in thousandths of a yuan. */
export interface TillGood {
  readonly sku: string;
  readonly name: string;
  readonly priceThousandths: number;
}

/** What an export of a till looks like. */
export interface RetailExportOptions {
  /** Dates of the export's days, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** At least so many rows. */
  readonly rows: number;
  readonly language: 'en' | 'zh';
  /** Goods that the registry knows, some of them certified. */
  readonly listedGoods: readonly TillGood[];
  /** What the receipts of one export begin with, so that those of another are others. */
  readonly firstReceipt: number;
}

const headers = {
  en: 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  zh: '小票号,商品编码,商品名称,数量,销售时间,单价,会员号,门店',
};

const names = [
  '纯牛奶',
  '全麦吐司',
  '洗衣液, 3 kg',
  '"鲜"豆腐',
  '挂面',
  'WHITE T-LIGHT HOLDER',
  '矿泉水',
];

/**
 * A till's export as retailers have them: receipts of many lines, cancellations with a C and negative quantities, rows that
 * stand twice on their receipt, goods that nobody knows, blank descriptions, zero prices, prices with three decimals and
 * weighed goods. The same for the same options.
 */
export function retailExport({
  days,
  rows,
  language,
  listedGoods,
  firstReceipt,
}: RetailExportOptions): string {
  const random = mulberry32(firstReceipt);
  const below = (limit: number) => Math.floor(random() * limit);
  const goods = [...listedGoods, ...ordinaryGoods(below)];
  const lines = [headers[language]];
  for (let receipt = firstReceipt; lines.length <= rows; receipt += 1) {
    const isCancelled = below(40) === 0;
    const day = days[below(days.length)] ?? '';
    const time = `${pad(8 + below(13))}:${pad(below(60))}:${pad(below(60))}`;
    const member = below(4) === 0 ? '' : `${12_000 + below(6000)}.0`;
    for (let count = 1 + below(isCancelled ? 3 : 28); count > 0; count -= 1) {
      const good = goods[below(goods.length)];
      if (!good) continue;
      const quantity = below(15) === 0 ? `${below(9)}.${1 + below(999)}` : String(1 + below(12));
      const price = below(60) === 0 ? '0.00' : priceText(good.priceThousandths);
      const row = [
        isCancelled ? `C${receipt}` : String(receipt),
        good.sku,
        below(50) === 0 ? '' : good.name,
        isCancelled ? `-${quantity}` : quantity,
        `${day} ${time}`,
        price,
        member,
        language === 'zh' ? '望溪路店' : 'United Kingdom',
      ]
        .map(quoted)
        .join(',');
      lines.push(row);
      if (below(30) === 0) lines.push(row);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Goods of which the registry has never heard. */
function ordinaryGoods(below: (limit: number) => number): readonly TillGood[] {
  return Array.from({ length: 160 }, (_, place) => ({
    sku: `${20_000 + place * 7}${place % 9 === 0 ? 'B' : ''}`,
    name: `${names[place % names.length]} ${place}`,
    priceThousandths: place % 5 === 0 ? 300 + below(9000) : (30 + below(3000)) * 10,
  }));
}

function priceText(thousandths: number): string {
  const text = (thousandths / 1000).toFixed(3);
  return text.endsWith('0') ? text.slice(0, -1) : text;
}

function quoted(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** Mulberry32: a small generator of pseudo-random numbers from 0 to 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
