import type { outletKinds } from '@fupin/schema';
import { fraction, pick, wholeNumber } from './fraction.ts';
import { outletSites, type OutletSite } from './outlet-sites.ts';

/** An outlet of the demo directory, run by an invented operator. */
export interface DemoOutlet {
  /** Stable name for links and keys in the demo, e.g. `helin`. */
  readonly key: string;
  readonly kind: (typeof outletKinds)[number];
  readonly name: string;
  readonly nameEn: string;
  readonly operatorName: string;
  readonly operatorNameEn: string;
  readonly online: boolean;
  /** Of an outlet on the web, under the reserved domain `.example`. */
  readonly url?: string;
  /** An outlet at a place has all five of these; one on the web has none. */
  readonly divisionCode?: string;
  readonly address?: string;
  readonly openingHours?: string;
  readonly longitude?: number;
  readonly latitude?: number;
}

interface Operator {
  readonly name: string;
  readonly nameEn: string;
}

const helin: Operator = { name: '禾邻超市', nameEn: 'Helin Supermarket' };
const sishi: Operator = { name: '四时鲜集', nameEn: 'Four Seasons Fresh' };
const mancang: Operator = { name: '满仓邻里', nameEn: 'Mancang Neighbourhood' };
const shanhe: Operator = { name: '山河好物集', nameEn: 'Hills and Rivers Market' };
const qianxian: Operator = { name: '千县风物馆', nameEn: 'Thousand Counties House' };
const operatorsByKind = {
  area: [helin, sishi, mancang],
  counter: [
    { name: '禾邻智柜', nameEn: 'Helin Cabinets' },
    { name: '拾味云柜', nameEn: 'Shiwei Cloud Cabinets' },
  ],
  pavilion: [shanhe, qianxian],
} satisfies Record<DemoOutlet['kind'], [Operator, ...Operator[]]>;

const online = (
  key: string,
  kind: DemoOutlet['kind'],
  name: string,
  nameEn: string,
  operator: Operator,
): DemoOutlet => ({
  key,
  kind,
  name,
  nameEn,
  operatorName: operator.name,
  operatorNameEn: operator.nameEn,
  online: true,
  url: `https://${key}.example/`,
});

const onlineOutlets: readonly DemoOutlet[] = [
  online('helin', 'area', '禾邻超市消费扶贫专区', 'Helin Supermarket special area', helin),
  online('sishi', 'area', '四时鲜集助农专区', 'Four Seasons Fresh special area', sishi),
  online('mancang', 'area', '满仓邻里消费扶贫专区', 'Mancang special area', mancang),
  online('shanhe', 'pavilion', '山河好物集线上馆', 'Hills and Rivers online pavilion', shanhe),
  online(
    'qianxian',
    'pavilion',
    '千县风物馆·云上馆',
    'Thousand Counties online pavilion',
    qianxian,
  ),
];

/** Every outlet of the demo: first the ones on the web, `helin` leading, then two at each site. */
export const demoOutlets: readonly DemoOutlet[] = [
  ...onlineOutlets,
  ...outletSites.flatMap((site, index) => [
    outletAt(site, index, site.mainKind, 'main'),
    outletAt(site, index, site.mainKind === 'counter' ? 'area' : 'counter', 'second'),
  ]),
];

function outletAt(
  site: OutletSite,
  index: number,
  kind: OutletSite['mainKind'],
  role: 'main' | 'second',
): DemoOutlet {
  const key = `${site.divisionCode}-${role}`;
  const operator = pick(operatorsByKind[kind], index);
  const { name, nameEn } = namesOf(site, kind, operator);
  return {
    key,
    kind,
    name,
    nameEn,
    operatorName: operator.name,
    operatorNameEn: operator.nameEn,
    online: false,
    divisionCode: site.divisionCode,
    address: `${site.city}市${site.district}${site.street} ${wholeNumber(`number ${key}`, 8, 288)} 号${levelOf(kind)}`,
    openingHours: { area: '08:00–21:30', counter: '全天', pavilion: '周二至周日 09:30–18:00' }[
      kind
    ],
    longitude: nearby(site.longitude, `longitude ${key}`),
    latitude: nearby(site.latitude, `latitude ${key}`),
  };
}

function namesOf(site: OutletSite, kind: OutletSite['mainKind'], operator: Operator) {
  const where = `${site.city}${site.place}`;
  const whereEn = `${site.cityEn} ${site.placeEn}`;
  switch (kind) {
    case 'area':
      return {
        name: `${operator.name}${where}店消费扶贫专区`,
        nameEn: `${operator.nameEn} special area, ${whereEn}`,
      };
    case 'counter':
      return {
        name: `${operator.name}${where}消费扶贫专柜`,
        nameEn: `${operator.nameEn} counter, ${whereEn}`,
      };
    case 'pavilion':
      return {
        name: `${site.city}消费扶贫专馆（${site.place}）`,
        nameEn: `${site.cityEn} pavilion, ${site.placeEn}`,
      };
  }
}

function levelOf(kind: OutletSite['mainKind']): string {
  return { area: '负一层', counter: '一层大厅', pavilion: '一至二层' }[kind];
}

/** Within 0.006 degrees (some 600 m) of the site, to five decimals (about a metre). */
function nearby(degrees: number, key: string): number {
  return Number((degrees + (fraction(key) - 0.5) * 0.012).toFixed(5));
}
