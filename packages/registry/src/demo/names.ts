import type { supplierKinds } from '@fupin/schema';
import { findCounties } from '@fupin/schema/counties';
import { countyOrdinals } from './county-ordinals.ts';
import { pick, wholeNumber } from './fraction.ts';
import { specialities } from './specialities.ts';

/** An invented supplier of the demo directory. */
export interface DemoSupplier {
  readonly kind: (typeof supplierKinds)[number];
  readonly name: string;
  readonly nameEn: string;
}

// Coined words in the manner of picture-book titles, which no registry of companies is known to hold.
const brands = [
  ['七叶望山', 'Seven Leaves'],
  ['云脚拾穗', 'Cloudfoot'],
  ['九坡听禾', 'Nine Slopes'],
  ['半岭风谷', 'Halfridge'],
  ['月白麦垄', 'Moonfurrow'],
  ['竹影三亩', 'Bamboo Shade'],
  ['溪桥晒秋', 'Brookbridge'],
  ['朝露八方', 'Eightdew'],
  ['鹿鸣十里', 'Deercall'],
  ['雁归禾木', 'Goosehome'],
  ['星斗梯田', 'Star Terrace'],
  ['早蝉青垄', 'Early Cicada'],
  ['燕尾春塘', 'Swallowtail'],
  ['柿红半坡', 'Ripe Persimmon'],
  ['风车谷场', 'Windmill Yard'],
  ['蓑烟一犁', 'Raincape'],
  ['石井青畔', 'Bluestone Well'],
  ['百鸟朝禾', 'Hundred Birds'],
  ['谷雨新篱', 'New Hedge'],
  ['拾光田埂', 'Found Light'],
] as const;

const kindsByWeight = [
  'cooperative',
  'enterprise',
  'cooperative',
  'villageCollective',
  'enterprise',
  'leadingEnterprise',
  'cooperative',
  'familyFarm',
  'enterprise',
  'cooperative',
] as const;

/** What a supplier does, by the beginning of its product's category code; the first match counts. */
const trades = [
  { prefix: '0104', zh: '食用菌', en: 'Fungi' },
  { prefix: '0105', zh: '茶叶', en: 'Tea' },
  { prefix: '0106', zh: '养殖', en: 'Livestock' },
  { prefix: '0107', zh: '水产养殖', en: 'Aquaculture' },
  { prefix: '0108', zh: '养蜂', en: 'Apiary' },
  { prefix: '0110', zh: '中药材种植', en: 'Medicinal Plants' },
  { prefix: '0113', zh: '手工艺', en: 'Crafts' },
  { prefix: '0103', zh: '果业种植', en: 'Orchards' },
  { prefix: '02', zh: '乡村旅游', en: 'Rural Tourism' },
  { prefix: '03', zh: '劳务服务', en: 'Labour Services' },
  { prefix: '01', zh: '种植', en: 'Growers' },
] as const;

const peoples =
  '各族|满|蒙古|回|土家|苗|瑶|侗|壮|毛南|仫佬|仡佬|布依|彝|羌|藏|黎|哈尼|拉祜|傣|佤|布朗|傈僳|怒|独龙|纳西|白|普米|水|土|撒拉|保安|东乡|哈萨克|锡伯|塔吉克|达斡尔';
const autonomous = new RegExp(`^(.{2,}?)(?:(?:${peoples})?族?)*自治[县旗]$`);

/** A county's name as firms use it in theirs: 柞水 for 柞水县, 威宁 for 威宁彝族回族苗族自治县. */
export function shortCountyName(name: string): string {
  const people = autonomous.exec(name)?.[1];
  if (people) return people;
  const bare = name.replace(/[县市区旗]$/, '');
  return bare.length > 1 ? bare : name;
}

/** The invented supplier of the speciality at this place in specialities; the same on every call. */
export function demoSupplier(index: number): DemoSupplier {
  const speciality = specialities[index];
  const county = speciality && findCounties(speciality.countyCode)[0];
  if (!speciality || !county) throw new RangeError(`no speciality at ${index}`);
  const { countyCode, categoryCode } = speciality;
  const place = shortCountyName(county.nameIn2020);
  const start = wholeNumber(`brand ${countyCode}`, 0, brands.length - 1);
  const [brand, brandEn] = pick(brands, start + (countyOrdinals[index] ?? 0));
  const trade = trades.find(({ prefix }) => categoryCode.startsWith(prefix)) ?? trades[10];
  const isFarmed = trade.prefix.startsWith('01') && trade.prefix !== '0113';
  const drawn = pick(kindsByWeight, wholeNumber(`kind ${countyCode} ${index}`, 0, 9));
  const kind = drawn === 'familyFarm' && !isFarmed ? 'cooperative' : drawn;
  const english = `${county.pinyin} ${brandEn}`;
  const sector = isFarmed ? '生态农业' : trade.zh;
  const sectorEn = isFarmed ? 'Ecological Agriculture' : trade.en;
  switch (kind) {
    case 'enterprise':
      return {
        kind,
        name: `${place}${brand}${sector}有限公司`,
        nameEn: `${english} ${sectorEn} Co., Ltd.`,
      };
    case 'leadingEnterprise':
      return {
        kind,
        name: `${place}${brand}${sector}发展股份有限公司`,
        nameEn: `${english} ${sectorEn} Development Co., Ltd.`,
      };
    case 'cooperative':
      return {
        kind,
        name: `${place}${brand}${trade.zh}专业合作社`,
        nameEn: `${english} ${trade.en} Cooperative`,
      };
    case 'familyFarm':
      return { kind, name: `${place}${brand}家庭农场`, nameEn: `${english} Family Farm` };
    case 'villageCollective':
      return {
        kind,
        name: `${place}${brand.slice(0, 2)}村股份经济合作社`,
        nameEn: `${english} Village Collective`,
      };
  }
}
