import { demoOutlets, type DemoOutlet } from '../demo/outlets.ts';
import { fraction, wholeNumber } from '../demo/fraction.ts';
import type { ListingToStore } from '../outlets/listing-store.ts';
import { operatorIdOf, outletIdOf, type OutletToStore } from '../outlets/outlet-store.ts';
import { isPackedGood, type DemoProduct } from './demo-directory.ts';

const [firstOutlet] = demoOutlets;
if (!firstOutlet) throw new Error('the demo has no outlets');

/** The special area of the supermarket that the example shows: the outlet that everything is tried on. */
export const mainOutlet: DemoOutlet = firstOutlet;
/** The id of the main outlet. */
export const mainOutletId = idOf(mainOutlet);

const inForceAtMain = 128;
const badOfEachStanding = 3;
const goodsByKind = { area: [36, 60], pavilion: [30, 56], counter: [10, 18] } as const;

/** An outlet of the demo as it is stored. */
export function outletToStore(outlet: DemoOutlet): OutletToStore {
  const { longitude, latitude } = outlet;
  return {
    outletId: idOf(outlet),
    operatorId: operatorIdOf(outlet.operatorName),
    kind: outlet.kind,
    name: outlet.name,
    nameEn: outlet.nameEn,
    online: outlet.online,
    ...(outlet.url !== undefined && { url: outlet.url }),
    ...(outlet.divisionCode !== undefined && { divisionCode: outlet.divisionCode }),
    ...(outlet.address !== undefined && { address: outlet.address }),
    ...(outlet.openingHours !== undefined && { openingHours: outlet.openingHours }),
    ...(longitude !== undefined && latitude !== undefined && { position: { longitude, latitude } }),
  };
}

/**
 * What an outlet sells. The main outlet sells goods of all provinces whose certificates are in force, and a few of every
 * standing in which a badge must not be valid; the others sell what is in force.
 */
export function listingsOf(
  outlet: DemoOutlet,
  directory: readonly DemoProduct[],
): readonly ListingToStore[] {
  const goods = outlet === mainOutlet ? goodsOfMain(directory) : goodsOfOther(outlet, directory);
  return goods.map((good) => {
    const { product, productId } = good;
    const key = `${outlet.key} ${product.name} ${product.spec}`;
    const price = product.referencePriceFen * (0.94 + fraction(`price ${key}`) * 0.16);
    return {
      outletId: idOf(outlet),
      sku: skuOf(outlet, good),
      productId,
      priceFen: Math.max(100, Math.round(price / 10) * 10),
      stock: wholeNumber(`stock ${key}`, 3, outlet.kind === 'counter' ? 24 : 260),
    };
  });
}

function idOf({ operatorName, name }: DemoOutlet): string {
  return outletIdOf(operatorIdOf(operatorName), name);
}

/** The operator's own article number of a product, e.g. `HL10482913`; numbers rise with the articles' places. */
function skuOf({ operatorName }: DemoOutlet, { productId, articlePlace }: DemoProduct): string {
  const prefix = skuPrefixes[operatorName] ?? 'SP';
  const first = 10_000_000 + articlePlace * 100_000;
  return `${prefix}${wholeNumber(`sku ${operatorName} ${productId}`, first, first + 99_999)}`;
}

const skuPrefixes: Readonly<Record<string, string>> = {
  禾邻超市: 'HL',
  四时鲜集: 'SS',
  满仓邻里: 'MC',
  山河好物集: 'SH',
  千县风物馆: 'QX',
  禾邻智柜: 'ZG',
  拾味云柜: 'YG',
};

function goodsOfMain(directory: readonly DemoProduct[]): readonly DemoProduct[] {
  const goods = directory.filter(isPackedGood);
  const standings = ['expired', 'suspended', 'withdrawn', 'uncertified'] as const;
  return [
    ...goods
      .filter(({ standing }) => standing === 'inForce')
      .toSorted((a, b) => a.articlePlace - b.articlePlace)
      .slice(0, inForceAtMain),
    ...standings.flatMap((standing) =>
      goods.filter((good) => good.standing === standing).slice(0, badOfEachStanding),
    ),
  ];
}

function goodsOfOther(
  outlet: DemoOutlet,
  directory: readonly DemoProduct[],
): readonly DemoProduct[] {
  const [fewest, most] = goodsByKind[outlet.kind];
  const count = wholeNumber(`goods ${outlet.key}`, fewest, most);
  return directory
    .filter(({ standing }) => standing === 'inForce')
    .filter((good) => outlet.kind !== 'counter' || isPackedGood(good))
    .toSorted((a, b) => rank(outlet, a) - rank(outlet, b))
    .slice(0, count);
}

function rank({ key }: DemoOutlet, { productId }: DemoProduct): number {
  return fraction(`rank ${key} ${productId}`);
}
