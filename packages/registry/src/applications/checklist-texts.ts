import type { checklistCodes, evidenceKinds, statementKinds } from '@fupin/schema';

type Both = readonly [zh: string, en: string];

/** What each code of a checklist means; `{}` stands for what is missing, or how much is asked. */
export const checklistTexts: Readonly<Record<(typeof checklistCodes)[number], Both>> = {
  fieldMissing: ['请填写{}', 'Fill in: {}'],
  evidenceMissing: ['请上传{}', 'Upload: {}'],
  statementMissing: ['请说明{}', 'Describe: {}'],
  supplierNotEligible: [
    '该主体类型不能申请此项认定',
    'This kind of supplier can’t apply under this scheme',
  ],
  divisionNotEligible: [
    '所在地区不在此项认定的范围内',
    'The supplier’s division is not within this scheme',
  ],
  originNotEligible: ['产地不在此项认定的范围内', 'The place of origin is not within this scheme'],
  townshipOutsideCounty: [
    '乡镇须属于产地所在的县；由乡镇初审的，还须属于供应商所在的县',
    'The township must be in the county of origin and, where it reviews, in the supplier’s county',
  ],
  categoryUnknown: ['没有这个产品类别', 'There is no such category'],
  commodityValueTooLow: ['商品价值量不得低于 {} 元', 'Commodity value must be {} yuan or more'],
  householdsTooFew: [
    '带动户数不得少于 {} 户',
    'The number of households helped must be {} or more',
  ],
  priceComparisonsTooFew: [
    '请提供至少 {} 条同类产品价格',
    'Name the prices of at least {} comparable products',
  ],
  priceTooHigh: [
    '参考价高于同类均价 {}% 以上',
    'The reference price is more than {}% above the average of comparable products',
  ],
  membersNotAllowed: [
    '只有合作社、村集体和龙头企业可以代成员申请',
    'Only cooperatives, village collectives and leading enterprises can apply for members',
  ],
  alreadyUnderReview: [
    '该产品正在此项认定的审核中',
    'This product is under review in this scheme already',
  ],
  supplierBlacklisted: [
    '供应商在黑名单中，不能申请',
    'The supplier is on the blacklist and can’t apply',
  ],
};

/** The fields that every scheme needs, by their place in the dossier. */
export const fieldNames = {
  '/product/name': ['产品名称', 'product name'],
  '/product/spec': ['规格', 'specification'],
  '/product/categoryCode': ['产品类别', 'product category'],
  '/product/countyCode': ['产地（县）', 'county of origin'],
  '/product/townshipCode': ['产地（乡镇）', 'township of origin'],
  '/linkage/kinds': ['带贫机制类型', 'kinds of interest linkage'],
  '/linkage/householdsHelped': ['带动户数', 'households helped'],
  '/linkage/peopleHelped': ['带动人数', 'people helped'],
  '/linkage/description': ['带贫机制说明', 'how the interest linkage works'],
  '/supply/quantity': ['年供应量', 'annual supply'],
  '/supply/unit': ['年供应量的单位', 'unit of the annual supply'],
  '/supply/season': ['供应时间（常年或季节性）', 'season of supply'],
  '/supply/months': ['供应月份', 'months of supply'],
  '/supply/commodityValueFen': ['商品价值量', 'commodity value'],
  '/price/referencePriceFen': ['参考价', 'reference price'],
  '/contact': ['联系人和电话', 'contact person and telephone'],
} as const satisfies Readonly<Record<string, Both>>;

/** What each kind of statement is about. */
export const statementNames: Readonly<Record<(typeof statementKinds)[number], Both>> = {
  productStandard: ['产品执行标准', 'the standard the product meets'],
  traceability: ['溯源方式', 'how the product is traced'],
  afterSales: ['售后服务', 'after-sales service'],
  ownBrand: ['自有品牌', 'the supplier’s own brand'],
  useOfMark: ['标识使用方案', 'how the mark will be used'],
};

/** What each kind of evidence is called. */
export const evidenceNames: Readonly<Record<(typeof evidenceKinds)[number], Both>> = {
  applicationForm: ['申请表', 'application form'],
  businessLicence: ['营业执照', 'business licence'],
  commitment: ['承诺书', 'commitment letter'],
  linkageProof: ['带贫机制证明', 'proof of the interest linkage'],
  qualityReport: ['质量检验报告', 'quality report'],
  priceProof: ['价格证明', 'proof of prices'],
  originProof: ['产地证明', 'proof of origin'],
  trademarkCertificate: ['商标注册证', 'trademark certificate'],
  markUsePlan: ['标识使用方案', 'plan for using the mark'],
  assistanceStamp: ['县级部门盖章的帮扶属性证明', 'the county’s stamp on the assistance attribute'],
  memberList: ['成员名单', 'list of members'],
  other: ['其他材料', 'other evidence'],
};
