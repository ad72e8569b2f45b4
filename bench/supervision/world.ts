import type { Chance } from './chance.ts';

/** How large a made-up year is. */
export interface Scale {
  readonly outlets: number;
  readonly products: number;
  readonly days: number;
  /** Receipts a day of an outlet of middling size. */
  readonly receipts: number;
  /** How often the worker has a turn. */
  readonly turnHours: number;
  /** How many cases of each kind are planted. */
  readonly cases: number;
}

/** Days from one to another, the latter not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A product of the directory. */
export interface Product {
  readonly number: number;
  readonly priceFen: number;
  readonly spec: string;
  /** How one of it is sold; `kg` where it is weighed. */
  readonly unit: string;
  /** Grams of one pack. */
  readonly grams: number;
  readonly supplyUnit: string;
  /** In a year, in supplyUnit; worked out once it is known what is sold. */
  supply: string;
  /** When a certificate is in force. Spans that follow one another are certificates that renew one another. */
  readonly certified: Span[];
  /** Days on which its only certificate is suspended. */
  suspended?: Span;
  /** From when on its only certificate is withdrawn. */
  withdrawnOn?: number;
  /** Share of a year's goods by which its price goes up and down with the season, and when it is dearest. */
  readonly season: number;
  readonly dearestDay: number;
}

/** How a line says what was sold. */
export type NamedBy = 'productId' | 'sku' | 'gtin' | 'name';

/** A product on sale at an outlet. */
export interface ShelfEntry {
  readonly product: Product;
  namedBy: NamedBy;
  /** Days on which it is on sale. */
  spans: Span[];
  /** Beside the reference price. */
  level: number;
  /** Promotions: days and share of the price. */
  readonly promotions: (Span & { readonly share: number })[];
  /** Prices beside the reference price that are set whatever else moves them. */
  readonly fixed: (Span & { readonly level: number })[];
  /** Days in which it is sold at least every so many days. */
  readonly certain: (Span & { readonly everyDays: number })[];
}

/** How an outlet numbers its receipts. */
export type Numbering = 'own' | 'date' | 'short' | 'shared';

/** An outlet. */
export interface Outlet {
  readonly number: number;
  readonly operator: number;
  readonly size: number;
  readonly numbering: Numbering;
  readonly terminals: number;
  /** Whether its devices number what they carry. */
  readonly isNumbered: boolean;
  readonly hasHeartbeat: boolean;
  /** It reports once a week from an export. */
  readonly isWeekly: boolean;
  readonly shelf: ShelfEntry[];
  /** Days on which it is shut. */
  readonly shut: (Span & { readonly isSilent: boolean })[];
}

/** All that is there before anything is sold. */
export interface World {
  readonly scale: Scale;
  readonly products: Product[];
  readonly outlets: Outlet[];
}

/** How many operators there are. */
export const operators = 8;
const entriesOnShelf = 25;
const packs = ['袋', '盒', '罐', '瓶'];

/** A directory of honest outlets. */
export function makeWorld(scale: Scale, chance: Chance): World {
  const products = Array.from({ length: scale.products }, (_, number) =>
    makeProduct(number, scale, chance),
  );
  const outlets = Array.from({ length: scale.outlets }, (_, number): Outlet => {
    const shared = number < 2;
    const numbering = shared
      ? 'shared'
      : chance.pick(['own', 'own', 'own', 'date', 'short'] as const);
    const isWeekly = !shared && chance.happens(0.1);
    return {
      number,
      operator: number % operators,
      size: chance.between(0.5, 1.6),
      numbering,
      terminals: chance.whole(1, 2),
      isNumbered: !isWeekly && chance.happens(0.8),
      hasHeartbeat: !isWeekly && chance.happens(0.5),
      isWeekly,
      shelf: chance
        .shuffled(products.slice(0, usual(scale)))
        .slice(0, entriesOnShelf)
        .map((product) => makeEntry(product, scale, chance)),
      shut: [],
    };
  });
  return { scale, products, outlets };
}

/** How many products anybody sells; the others are there for what is planted. */
export function usual({ products }: Scale): number {
  return Math.floor(products / 2);
}

function makeProduct(number: number, { days }: Scale, chance: Chance): Product {
  const isWeighed = number % 10 === 3;
  const grams = isWeighed ? 2500 : chance.pick([200, 250, 500, 1000]);
  const unit = isWeighed ? 'kg' : chance.pick(packs);
  const isSupplyWeighed = isWeighed || number % 10 === 7;
  const isFresh = chance.happens(0.3);
  return {
    number,
    priceFen: chance.whole(12, 220) * 100 - chance.pick([0, 10, 20]),
    spec: isWeighed ? '2.5 kg' : `${grams} g`,
    unit,
    grams,
    supplyUnit: isSupplyWeighed ? '吨' : unit,
    supply: '',
    certified: renewed(days, chance),
    season: isFresh ? chance.between(0.06, 0.12) : chance.between(0, 0.04),
    dearestDay: chance.whole(0, 364),
  };
}

// A third of them runs out in the year and is renewed for the day after.
function renewed(days: number, chance: Chance): Span[] {
  if (!chance.happens(0.33)) return [{ from: -200, to: days + 200 }];
  const end = chance.whole(Math.floor(days * 0.2), Math.floor(days * 0.8));
  return [
    { from: -200, to: end },
    { from: end, to: days + 200 },
  ];
}

/** A product on an honest shelf. */
export function makeEntry(product: Product, { days }: Scale, chance: Chance): ShelfEntry {
  const promotions = Array.from({ length: chance.count((days / 365) * 3) }, () => {
    const from = chance.whole(0, days);
    return { from, to: from + chance.whole(5, 25), share: chance.between(0.65, 0.92) };
  });
  // A shelf that opens with a promotion and then asks the usual price has not put prices up.
  if (chance.happens(0.2))
    promotions.push({ from: 0, to: chance.whole(21, 45), share: chance.between(0.65, 0.8) });
  const out = chance.whole(0, days);
  const spans = chance.happens(0.3)
    ? [
        { from: 0, to: out },
        { from: out + chance.whole(3, 20), to: days },
      ]
    : [{ from: 0, to: days }];
  return {
    product,
    namedBy: chance.pick(['sku', 'sku', 'productId'] as const),
    spans,
    level: chance.between(0.88, 1.06),
    promotions,
    fixed: [],
    certain: [],
  };
}

/** Whether a day lies in a span. */
export const isIn = ({ from, to }: Span, day: number) => day >= from && day < to;

/** Whether a product is certified on a day, by what was drawn up here. */
export function isCertified(product: Product, day: number): boolean {
  return (
    product.certified.some((span) => isIn(span, day)) &&
    !(product.suspended && isIn(product.suspended, day)) &&
    !(product.withdrawnOn !== undefined && day >= product.withdrawnOn)
  );
}
