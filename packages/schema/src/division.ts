import * as z from 'zod/mini';

/** An administrative division code of six digits (GB/T 2260); `000000` stands for the whole country. */
export const DivisionCode = z.string().check(z.regex(/^\d{6}$/, 'must be six digits (GB/T 2260)'));

/** A township's code of nine digits (GB/T 10114): its county's six and three of its own. */
export const TownshipCode = z
  .string()
  .check(z.regex(/^\d{9}$/, 'must be nine digits (GB/T 10114)'));

/** A province-level division: GB/T 2260 code and its names. */
export interface Province {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

const provinceLines = `\
110000|北京市|Beijing
120000|天津市|Tianjin
130000|河北省|Hebei
140000|山西省|Shanxi
150000|内蒙古自治区|Inner Mongolia
210000|辽宁省|Liaoning
220000|吉林省|Jilin
230000|黑龙江省|Heilongjiang
310000|上海市|Shanghai
320000|江苏省|Jiangsu
330000|浙江省|Zhejiang
340000|安徽省|Anhui
350000|福建省|Fujian
360000|江西省|Jiangxi
370000|山东省|Shandong
410000|河南省|Henan
420000|湖北省|Hubei
430000|湖南省|Hunan
440000|广东省|Guangdong
450000|广西壮族自治区|Guangxi
460000|海南省|Hainan
500000|重庆市|Chongqing
510000|四川省|Sichuan
520000|贵州省|Guizhou
530000|云南省|Yunnan
540000|西藏自治区|Tibet
610000|陕西省|Shaanxi
620000|甘肃省|Gansu
630000|青海省|Qinghai
640000|宁夏回族自治区|Ningxia
650000|新疆维吾尔自治区|Xinjiang
710000|台湾省|Taiwan
810000|香港特别行政区|Hong Kong
820000|澳门特别行政区|Macao`;

/** The province-level divisions in the order of their codes (GB/T 2260). */
export const provinces: readonly Province[] = provinceLines.split('\n').map((text) => {
  const [code = '', name = '', nameEn = ''] = text.split('|');
  return { code, name, nameEn };
});

/** The province in which the division with this code lies, or undefined where there is none. */
export function provinceOf(divisionCode: string): Province | undefined {
  return provinces.find(({ code }) => code.slice(0, 2) === divisionCode.slice(0, 2));
}

/**
 * Whether a division lies within another, by GB/T 2260 structure: `522300` (prefecture) contains `522301`, `520000`
 * (province) both, and `000000` everything.
 */
export function isWithinDivision(divisionCode: string, containerCode: string): boolean {
  return divisionCode.startsWith(containerCode.replace(/(?:00)+$/, ''));
}

/** The level of the division with a code of six digits (GB/T 2260), or nine for a township (GB/T 10114). */
export function divisionLevel(
  divisionCode: string,
): 'township' | 'county' | 'prefecture' | 'province' | 'national' {
  if (divisionCode.length === 9) return 'township';
  if (divisionCode === '000000') return 'national';
  if (divisionCode.endsWith('0000')) return 'province';
  return divisionCode.endsWith('00') ? 'prefecture' : 'county';
}

/** A place of origin or certification at county level, with the names a reader needs. */
export const CountyReference = z.readonly(
  z.looseObject({
    code: DivisionCode,
    name: z.string(),
    nameEn: z.string(),
    provinceCode: DivisionCode,
    provinceName: z.string(),
    provinceNameEn: z.string(),
  }),
);
export type CountyReference = z.infer<typeof CountyReference>;
