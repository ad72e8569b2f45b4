/** A column of a directory file: its name, the Chinese names it may have, and whether a file needs it. */
export interface Column {
  readonly name: string;
  readonly chinese: readonly string[];
  readonly isRequired: boolean;
  readonly meaning: string;
}

const required = (name: string, chinese: readonly string[], meaning: string) =>
  ({ name, chinese, meaning, isRequired: true }) as const;
const optional = (name: string, chinese: readonly string[], meaning: string) =>
  ({ name, chinese, meaning, isRequired: false }) as const;

/** The columns of a directory file, in the order in which they are documented. */
export const columns = {
  directoryNo: required('directoryNo', ['目录编号'], 'number in the directory; one row each'),
  batch: optional('batch', ['批次', '目录批次'], 'batch of announcement'),
  productName: required('productName', ['产品名称', '商品名称'], 'name of the product'),
  spec: required('spec', ['规格', '产品规格'], 'what one unit of sale holds'),
  categoryCode: required(
    'categoryCode',
    ['类别代码', '类别编码', '分类代码'],
    'category of the third level, six digits',
  ),
  gtin: optional('gtin', ['条码', '商品条码', '69码'], 'GTIN-8, -12, -13 or -14'),
  supplierName: required('supplierName', ['供应商', '供应商名称'], 'name of the supplier'),
  uscc: required('uscc', ['统一社会信用代码'], 'the supplier’s code, 18 characters'),
  supplierKind: optional(
    'supplierKind',
    ['主体类型', '供应商类型'],
    'enterprise 企业, cooperative 合作社, familyFarm 家庭农场, villageCollective 村集体, leadingEnterprise 龙头企业; enterprise where empty',
  ),
  countyCode: optional(
    'countyCode',
    ['区划代码', '行政区划代码'],
    'certifying county, GB/T 2260; former codes are mapped',
  ),
  county: optional(
    'county',
    ['县', '县名', '产地'],
    'certifying county by name; needed where there is no code',
  ),
  province: optional('province', ['省', '省份'], 'tells counties of one name apart'),
  annualSupply: required('annualSupply', ['年供应量'], 'quantity a year'),
  unit: required('unit', ['单位', '计量单位'], 'unit of that quantity'),
  commodityValue: required('commodityValue', ['商品价值量(元)', '商品价值量'], 'yuan a year'),
  referencePrice: required('referencePrice', ['参考价(元)', '参考价'], 'yuan a unit of sale'),
  householdsHelped: required('householdsHelped', ['带贫户数'], 'households helped'),
  peopleHelped: required('peopleHelped', ['带贫人数'], 'people helped'),
  linkage: optional(
    'linkage',
    ['利益联结方式', '利益联结机制'],
    'kinds separated by 、: seedSupply 统一供种, technicalGuidance 技术指导, guaranteedPurchase 保价收购, employment 务工就业, processing 加工增值, shareholding 入股, other 其他',
  ),
  validFrom: required('validFrom', ['有效期起', '有效期自'], 'first day of validity'),
  validUntil: required('validUntil', ['有效期止', '有效期至'], 'last day of validity'),
  status: optional(
    'status',
    ['状态'],
    'active 有效, suspended 暂停, withdrawn 移出; active where empty',
  ),
} as const satisfies Record<string, Column>;

/** The name of a column. */
export type ColumnName = keyof typeof columns;

/** The names of all columns. */
export const columnNames = Object.keys(columns) as ColumnName[];

const byHeader = new Map<string, ColumnName>(
  columnNames.flatMap((name) =>
    [name, ...columns[name].chinese].map((header) => [normalHeader(header), name] as const),
  ),
);

/** The column that a header names, in English or Chinese, whatever its case, spaces and width; undefined for any other. */
export function columnOfHeader(header: string): ColumnName | undefined {
  return byHeader.get(normalHeader(header));
}

/** What a header of this column looks like, for messages: `目录编号 (directoryNo)`. */
export function headerOf(name: ColumnName): string {
  return `${columns[name].chinese[0]} (${name})`;
}

function normalHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s_*]/g, '')
    .toLowerCase();
}
