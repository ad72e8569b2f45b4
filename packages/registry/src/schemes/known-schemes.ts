import type { NewScheme } from '@fupin/schema';

/** The 22 provinces of central and western China with counties of the 832. */
const centralAndWestern = [
  '130000',
  '140000',
  '150000',
  '220000',
  '230000',
  '340000',
  '360000',
  '410000',
  '420000',
  '430000',
  '450000',
  '460000',
  '500000',
  '510000',
  '520000',
  '530000',
  '540000',
  '610000',
  '620000',
  '630000',
  '640000',
  '650000',
] as const;

/**
 * The schemes that every registry begins with. Steps, levels and criteria follow what is published of each; what is not
 * published (the length of validity, the notice of the National Directory) is this registry's own and `basis` says so.
 */
export const knownSchemes: readonly NewScheme[] = [
  {
    schemeId: 'national-directory',
    name: '全国扶贫产品认定（2020）',
    nameEn: 'Certification of poverty alleviation products, National Directory 2020',
    owner: '国务院扶贫开发领导小组办公室',
    ownerEn: 'State Council Leading Group Office of Poverty Alleviation and Development',
    basis:
      '国开办发〔2020〕4号、11号、21号及各省认定办法：自愿申报，乡镇初审，县级行业部门复核，公示，县级认定，市、省复核，' +
      '全国汇总分批发布。公示 7 天和有效期 36 个月未见公开规定，为本系统设定。',
    numberPrefix: 'FP',
    divisionCodes: ['000000'],
    criteria: [
      { kind: 'originIn832Counties' },
      { kind: 'linkage', minimumHouseholds: 1 },
      { kind: 'price', minimumComparisons: 1, maximumAbovePercent: 10 },
      { kind: 'evidence', evidenceKind: 'businessLicence' },
      { kind: 'evidence', evidenceKind: 'commitment' },
      { kind: 'evidence', evidenceKind: 'linkageProof' },
      { kind: 'evidence', evidenceKind: 'qualityReport' },
    ],
    reviewChain: [
      step('firstReview', 'township', '乡镇人民政府', 'Township government'),
      step('recheck', 'county', '县级行业主管部门', 'County sector departments'),
      step(
        'publicNotice',
        'county',
        '县级扶贫部门',
        'County poverty alleviation office',
        calendarDays(7),
      ),
      step('determined', 'county', '县级扶贫部门', 'County poverty alleviation office'),
      step('recheck', 'prefecture', '市级扶贫部门', 'Prefecture poverty alleviation office'),
      step('recheck', 'province', '省级扶贫部门', 'Provincial poverty alleviation office'),
      step(
        'listed',
        'national',
        '全国扶贫产品目录',
        'National Directory of Poverty Alleviation Products',
      ),
    ],
    validityMonths: 36,
  },
  {
    schemeId: 'sichuan-mark',
    name: '“四川扶贫”集体商标使用许可',
    nameEn: 'Permission to use the collective mark “Sichuan Fupin”',
    owner: '四川省扶贫开发局项目中心',
    ownerEn: 'Project Centre of the Sichuan Poverty Alleviation and Development Bureau',
    basis:
      '“四川扶贫”公益性集体商标使用管理办法：自有商标，供销合作社 7 个工作日内初审，省级复核，备案，授权。' +
      '公示 5 个工作日和有效期 24 个月未见公开规定，为本系统设定。',
    numberPrefix: 'SCFP',
    divisionCodes: ['510000'],
    criteria: [
      { kind: 'origin', divisionCodes: ['510000'] },
      { kind: 'linkage', minimumHouseholds: 1 },
      { kind: 'statement', statementKind: 'ownBrand' },
      { kind: 'statement', statementKind: 'useOfMark' },
      { kind: 'evidence', evidenceKind: 'applicationForm' },
      { kind: 'evidence', evidenceKind: 'businessLicence' },
      { kind: 'evidence', evidenceKind: 'trademarkCertificate' },
      { kind: 'evidence', evidenceKind: 'markUsePlan' },
    ],
    reviewChain: [
      step(
        'firstReview',
        'county',
        '县级供销合作社',
        'County supply and marketing cooperative',
        workingDays(7),
      ),
      step('recheck', 'province', '省级复核小组', 'Provincial review group'),
      step(
        'publicNotice',
        'province',
        '省扶贫开发局项目中心',
        'Provincial project centre',
        workingDays(5),
      ),
      step('determined', 'province', '省扶贫开发局项目中心', 'Provincial project centre'),
      step(
        'listed',
        'province',
        '“四川扶贫”集体商标用标名录',
        'Register of users of the mark “Sichuan Fupin”',
      ),
    ],
    validityMonths: 24,
  },
  {
    schemeId: 'consumption-assistance',
    name: '消费帮扶产品认定（2024）',
    nameEn: 'Certification of consumption assistance products (2024)',
    owner: '消费帮扶产品认定机构',
    ownerEn: 'The certifying association',
    basis:
      '《消费帮扶产品认定办法》（2024 年 3 月）：中西部 22 省份生产，具有帮扶属性，单品商品价值量不低于 50 万元，持续或季节性供应，' +
      '可追溯，有售后；县级主管部门盖章，协会复核、审核、公示、公告。公示 5 个工作日和有效期 24 个月未见公开规定，为本系统设定。',
    numberPrefix: 'XFBF',
    divisionCodes: centralAndWestern,
    criteria: [
      { kind: 'origin', divisionCodes: centralAndWestern },
      { kind: 'minimumCommodityValue', amountFen: 50_000_000 },
      { kind: 'linkage', minimumHouseholds: 1 },
      { kind: 'statement', statementKind: 'productStandard' },
      { kind: 'statement', statementKind: 'traceability' },
      { kind: 'statement', statementKind: 'afterSales' },
      { kind: 'evidence', evidenceKind: 'applicationForm' },
      { kind: 'evidence', evidenceKind: 'businessLicence' },
      { kind: 'evidence', evidenceKind: 'assistanceStamp' },
      { kind: 'evidence', evidenceKind: 'qualityReport' },
    ],
    reviewChain: [
      step('firstReview', 'county', '县级主管部门', 'County department in charge'),
      step('recheck', 'national', '认定机构复核', 'Re-check by the certifying association'),
      step('recheck', 'national', '认定机构审核', 'Audit by the certifying association'),
      step(
        'publicNotice',
        'national',
        '认定机构公示',
        'Public notice by the certifying association',
        workingDays(5),
      ),
      step('determined', 'national', '认定机构', 'Certifying association'),
      step(
        'listed',
        'national',
        '消费帮扶产品公告',
        'Announcement of consumption assistance products',
      ),
    ],
    validityMonths: 24,
  },
];

type Step = NewScheme['reviewChain'][number];

function step(
  name: Step['step'],
  level: Step['level'],
  actor: string,
  actorEn: string,
  days?: Step['days'],
): Step {
  return { step: name, level, role: 'certifier', actor, actorEn, ...(days && { days }) };
}

function calendarDays(count: number): NonNullable<Step['days']> {
  return { count, counted: 'calendar' };
}

function workingDays(count: number): NonNullable<Step['days']> {
  return { count, counted: 'working' };
}
