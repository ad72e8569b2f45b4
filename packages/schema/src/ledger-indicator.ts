import { openEnum } from './open-enum.ts';
import { type saleKinds } from './sale-line.ts';
import * as z from 'zod/mini';

/** How an indicator follows from lines: what of each is summed, with which sign by its kind, and which lines count. */
export const IndicatorFormula = z.readonly(
  z.looseObject({
    sum: openEnum(['line', 'amountFen']),
    /** The sign with which a line of a kind counts; kinds that are left out don't. */
    signs: z.readonly(
      z.looseObject({
        sale: z.optional(z.int()),
        return: z.optional(z.int()),
        void: z.optional(z.int()),
      }),
    ),
    /** Only lines of which these hold. */
    where: z.readonly(z.array(openEnum(['certified', 'unmatched', 'late']))),
  }),
);
export type IndicatorFormula = z.infer<typeof IndicatorFormula>;

/** One figure of the ledger: what it means, how it is reckoned and by whose word. */
export const LedgerIndicator = z.readonly(
  z.looseObject({
    /** Where it stands in a figure, e.g. `certified.netFen`. */
    indicatorId: z.string(),
    name: z.string(),
    nameEn: z.string(),
    unit: openEnum(['line', 'fen']),
    definition: z.string(),
    definitionEn: z.string(),
    formula: IndicatorFormula,
    /** The notice or report behind the definition; the registry's own where it says so. */
    source: z.string(),
  }),
);
export type LedgerIndicator = z.infer<typeof LedgerIndicator>;

const allKinds = { sale: 1, return: 1, void: 1 } as const satisfies Record<
  (typeof saleKinds)[number],
  number
>;

const twoTotals =
  '经济日报 2020-10-18：三专渠道销售 135.18 亿元，其中认定产品 83.23 亿元（Economic Daily, 18 October 2020: sales of special outlets, and the certified ones among them）';
const certifiedCount =
  '重庆市扶贫产品认定办法 2020-04-12：认定产品的销售额纳入消费扶贫统计（Chongqing, rule of 12 April 2020: sales of certified products enter the statistics of consumption poverty alleviation）；云南日报 2020-03-30';
const ownBooks =
  '本平台定义：明细只增不改，退货与作废各自记一行（the registry’s own: lines are only ever added, returns and voids are lines of their own）';

const sets = [
  {
    id: 'all',
    zh: '全部',
    en: 'all goods',
    where: [],
    source: twoTotals,
    of: '渠道售出的全部商品',
    ofEn: 'everything sold at the outlets',
  },
  {
    id: 'certified',
    zh: '认定产品',
    en: 'certified goods',
    where: ['certified'],
    source: certifiedCount,
    of: '售出时认定证书有效的商品',
    ofEn: 'goods whose certificate was in force when they were sold',
  },
] as const;

const measures = [
  {
    id: 'lines',
    zh: '明细行数',
    en: 'Lines',
    unit: 'line',
    formula: { sum: 'line', signs: allKinds },
    says: '已入账的销售、退货和作废明细的行数',
    saysEn: 'accepted lines, be they sales, returns or voids',
  },
  {
    id: 'salesFen',
    zh: '销售额',
    en: 'Sales',
    unit: 'fen',
    formula: { sum: 'amountFen', signs: { sale: 1 } },
    says: '销售明细的含税实付金额之和',
    saysEn: 'sum of what buyers paid on sale lines, tax included',
  },
  {
    id: 'returnsFen',
    zh: '退货额',
    en: 'Returns',
    unit: 'fen',
    formula: { sum: 'amountFen', signs: { return: 1 } },
    says: '退货明细的退款金额之和，记为正数',
    saysEn: 'sum of what buyers got back for returned goods, as a positive number',
  },
  {
    id: 'voidsFen',
    zh: '作废额',
    en: 'Voids',
    unit: 'fen',
    formula: { sum: 'amountFen', signs: { void: 1 } },
    says: '作废明细的金额之和，记为正数',
    saysEn: 'sum of annulled sales, as a positive number',
  },
  {
    id: 'netFen',
    zh: '净销售额',
    en: 'Net sales',
    unit: 'fen',
    formula: { sum: 'amountFen', signs: { sale: 1, return: -1, void: -1 } },
    says: '销售额减退货额减作废额',
    saysEn: 'sales − returns − voids',
  },
] as const;

const others: readonly LedgerIndicator[] = [
  {
    indicatorId: 'unmatchedLines',
    name: '未匹配行数',
    nameEn: 'Unmatched lines',
    unit: 'line',
    definition: '在本台账中找不到原销售的退货和作废明细的行数',
    definitionEn: 'returns and voids for which no sale in this ledger is known',
    formula: { sum: 'line', signs: { return: 1, void: 1 }, where: ['unmatched'] },
    source: ownBooks,
  },
  {
    indicatorId: 'lateLines',
    name: '调整行数',
    nameEn: 'Adjustments',
    unit: 'line',
    definition: '营业日所在月份结账后才收到、记入收到当日的明细行数',
    definitionEn: 'lines of a closed month, which count on the day on which they came',
    formula: { sum: 'line', signs: allKinds, where: ['late'] },
    source: ownBooks,
  },
  {
    indicatorId: 'lateFen',
    name: '调整净额',
    nameEn: 'Net of adjustments',
    unit: 'fen',
    definition: '调整明细的销售额减退货额减作废额，已包含在净销售额中',
    definitionEn: 'sales − returns − voids of adjustments; part of net sales',
    formula: { sum: 'amountFen', signs: { sale: 1, return: -1, void: -1 }, where: ['late'] },
    source: ownBooks,
  },
];

/**
 * Every indicator of the ledger, defined here and nowhere else. Households and people helped are no indicators: they belong to a
 * product, not to a sale, and summed over sales would count the same people again and again.
 */
export const ledgerIndicators: readonly LedgerIndicator[] = [
  ...sets.flatMap((set) =>
    measures.map((measure): LedgerIndicator => ({
      indicatorId: `${set.id}.${measure.id}`,
      name: `${measure.zh}（${set.zh}）`,
      nameEn: `${measure.en}, ${set.en}`,
      unit: measure.unit,
      definition: `${set.of}：${measure.says}`,
      definitionEn: `Of ${set.ofEn}: ${measure.saysEn}`,
      formula: { ...measure.formula, where: set.where },
      source: set.source,
    })),
  ),
  ...others,
];
