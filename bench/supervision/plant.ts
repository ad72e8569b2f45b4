import type { FindingRuleName } from '@fupin/schema';
import type { Chance } from './chance.ts';
import {
  makeEntry,
  usual,
  type Outlet,
  type Product,
  type ShelfEntry,
  type World,
} from './world.ts';

/** A case that is planted, or one that only looks like it, by the numbers of what it is about. */
export interface Case {
  readonly rule: FindingRuleName;
  /** Numbers of outlets, in order. */
  readonly outlets: readonly number[];
  readonly product?: number;
  readonly terminal?: string;
}

/** What a seller does wrong beside what stands on its shelves. */
export interface Plan {
  readonly planted: Case[];
  readonly lookAlikes: Case[];
  /** Of these products too little can be supplied for what is sold, of those just enough. */
  readonly scarce: Product[];
  readonly sufficient: Product[];
  /** The second outlet reports orders of the first: so many at least, else this share. */
  readonly doubled: { readonly of: number; readonly by: number; readonly atLeast: number }[];
  /** Numbers that a terminal loses on a day; at the end of its year where there is no day. */
  readonly lost: {
    readonly outlet: number;
    readonly day: number | undefined;
    readonly count: number;
  }[];
}

/** Puts what is wrong into a world, and what only looks wrong. */
export function plant(world: World, chance: Chance): Plan {
  const { scale, products, outlets } = world;
  const { days, cases } = scale;
  const plan: Plan = {
    planted: [],
    lookAlikes: [],
    scarce: [],
    sufficient: [],
    doubled: [],
    lost: [],
  };
  const spare = chance.shuffled(products.slice(usual(scale)));
  const nextProduct = () => {
    const product = spare.pop();
    if (!product) throw new RangeError('there are too few products for what is planted');
    return product;
  };
  const nextOutlet = () => chance.pick(outlets);
  const shelve = (outlet: Outlet, product: Product, changes: Partial<ShelfEntry> = {}) => {
    const entry = { ...makeEntry(product, scale, chance), promotions: [], ...changes };
    outlet.shelf.push(entry);
    return entry;
  };
  const other = (outlet: Outlet) => chance.pick(outlets.filter((each) => each !== outlet));
  const middle = () => chance.whole(Math.floor(days * 0.35), Math.floor(days * 0.65));
  const always = [{ from: 0, to: days }];
  const add = (rule: FindingRuleName, outlet: Outlet, product: Product, isPlanted = true) => {
    const about = { rule, outlets: [outlet.number], product: product.number };
    (isPlanted ? plan.planted : plan.lookAlikes).push(about);
  };

  for (let count = 0; count < cases; count += 1) {
    // Goods that never had a certificate: one seller claims that they have, another sells them for what they are.
    const product = nextProduct();
    product.certified.length = 0;
    const [liar, honest] = pairOf(nextOutlet(), other);
    const from = middle();
    const namedBy = count % 2 === 0 ? 'productId' : 'sku';
    const certain = [{ from, to: from + 12, everyDays: 4 }];
    shelve(liar, product, { namedBy, spans: [{ from, to: from + 12 }], certain });
    shelve(honest, product, { namedBy: count % 2 === 0 ? 'gtin' : 'name', spans: always });
    add('notCertified', liar, product);
    add('notCertified', honest, product, false);
  }

  for (let count = 0; count < cases; count += 1) {
    // A certificate ends or begins, or is suspended or withdrawn; one seller takes no notice.
    const product = nextProduct();
    const day = middle();
    const [careless, careful] = pairOf(nextOutlet(), other);
    const [allowed, forbidden] = endings[count % endings.length]?.(product, day, days) ?? [];
    if (!allowed || !forbidden) throw new RangeError('expected an ending');
    const certain = [{ ...forbidden, everyDays: 3 }];
    shelve(careless, product, { namedBy: 'sku', spans: [...allowed, forbidden], certain });
    shelve(careful, product, { namedBy: 'sku', spans: allowed });
    add('outsideValidity', careless, product);
    add('outsideValidity', careful, product, false);
  }

  for (let count = 0; count < cases; count += 1) {
    const certain = [{ from: 5, to: days, everyDays: 2 }];
    for (const isScarce of [true, false]) {
      const product = nextProduct();
      for (const outlet of chance.shuffled(outlets).slice(0, 4)) {
        shelve(outlet, product, { spans: always, certain });
      }
      (isScarce ? plan.scarce : plan.sufficient).push(product);
      const about = { rule: 'overCapacity' as const, outlets: [], product: product.number };
      (isScarce ? plan.planted : plan.lookAlikes).push(about);
    }
  }

  for (let count = 0; count < cases; count += 1) {
    const product = nextProduct();
    const from = middle();
    // Dear from the day on which it is first sold, or for less than a week.
    const isNew = count % 2 === 0;
    const to = isNew ? from + 21 : from + 6;
    const [dear, fair] = pairOf(nextOutlet(), other);
    const certain = [{ from, to, everyDays: 1 }];
    const fixed = [{ from, to, level: chance.between(1.65, 2.6) }];
    shelve(dear, product, { spans: isNew ? [{ from, to }] : always, fixed, certain });
    // A fifth above the reference price, as delivered to the door, is no case.
    const high = [{ from, to: days, level: chance.between(1.12, 1.2) }];
    shelve(fair, product, { spans: always, level: 1.02, fixed: high });
    add('priceAboveReference', dear, product);
    add('priceAboveReference', fair, product, false);
  }

  for (let count = 0; count < cases; count += 1) {
    const product = nextProduct();
    const [riser, promoter] = pairOf(nextOutlet(), other);
    const day = middle();
    const level = chance.between(0.85, 0.95);
    const fixed = [
      { from: 0, to: day, level },
      { from: day, to: days, level: chance.between(1.3, 1.44) },
    ];
    const certain = [{ from: 0, to: days, everyDays: 2 }];
    const isCertifiedLater = count % 2 === 1;
    if (isCertifiedLater) product.certified.splice(0, 9, { from: day, to: days + 200 });
    const namedBy = isCertifiedLater ? 'gtin' : 'sku';
    shelve(riser, product, { namedBy, spans: always, fixed, certain });
    // Opens at two thirds of the price, and then asks the price.
    const opening = [
      { from: 0, to: Math.floor(days / 4), level: 0.66 },
      { from: Math.floor(days / 4), to: days, level: chance.between(0.97, 1.04) },
    ];
    if (!isCertifiedLater) {
      shelve(promoter, product, { spans: always, fixed: opening, certain });
      add('priceJumpAfterListing', promoter, product, false);
    }
    add('priceJumpAfterListing', riser, product);
  }

  const daily = outlets.filter(({ isWeekly }) => !isWeekly);
  const used = new Set<Outlet>();
  const unused = (accepts: (outlet: Outlet) => boolean) => {
    const outlet = chance.pick(daily.filter((each) => accepts(each) && !used.has(each)));
    used.add(outlet);
    return outlet;
  };
  for (let count = 0; count < cases; count += 1) {
    const from = middle();
    // Dark for more than a week, without a word; another one shut for longer still, whose device is on.
    const silent = unused(() => true);
    silent.shut.push({ from, to: from + chance.whole(7, 20), isSilent: true });
    plan.planted.push({ rule: 'silentOutlet', outlets: [silent.number] });
    const shut = unused(({ hasHeartbeat }) => hasHeartbeat);
    shut.shut.push({ from, to: from + chance.whole(9, 16), isSilent: false });
    plan.lookAlikes.push({ rule: 'silentOutlet', outlets: [shut.number] });
    const isTail = count % 3 === 2;
    const holed = unused((each) => each.isNumbered && (!isTail || each.hasHeartbeat));
    const lost = chance.whole(1, 30);
    plan.lost.push({ outlet: holed.number, day: isTail ? undefined : middle(), count: lost });
    plan.planted.push({ rule: 'sequenceGap', outlets: [holed.number], terminal: 'T1' });
  }

  const numbered = chance.shuffled(
    outlets.filter(({ numbering }) => numbering === 'own').map(({ number }) => number),
  );
  for (let count = 0; count < cases; count += 1) {
    const of = numbered.pop();
    const by = numbered.findLast(
      (each) => of !== undefined && operatorOf(world, each) !== operatorOf(world, of),
    );
    if (of === undefined || by === undefined) throw new RangeError('there are too few outlets');
    numbered.splice(numbered.indexOf(by), 1);
    plan.doubled.push({ of, by, atLeast: count % 3 === 0 ? 2 : 0 });
    plan.planted.push({ rule: 'duplicateClaim', outlets: [of, by].toSorted((a, b) => a - b) });
  }
  // Two outlets of different operators whose tills count alike.
  plan.lookAlikes.push({ rule: 'duplicateClaim', outlets: [0, 1] });
  return plan;
}

function pairOf(first: Outlet, other: (outlet: Outlet) => Outlet): readonly [Outlet, Outlet] {
  return [first, other(first)];
}

function operatorOf({ outlets }: World, number: number): number | undefined {
  return outlets[number]?.operator;
}

type Spans = readonly [{ from: number; to: number }[], { from: number; to: number }];

/** How a certificate may end or begin: on which days goods may be sold under it, and on which they are all the same. */
const endings: readonly ((product: Product, day: number, days: number) => Spans)[] = [
  (product, day) => {
    product.certified.splice(0, 9, { from: -200, to: day });
    return [[{ from: 0, to: day }], { from: day, to: day + 15 }];
  },
  (product, day, days) => {
    product.certified.splice(0, 9, { from: -200, to: days + 200 });
    product.suspended = { from: day, to: day + 20 };
    const allowed = [
      { from: 0, to: day },
      { from: day + 20, to: days },
    ];
    return [allowed, { from: day + 2, to: day + 18 }];
  },
  (product, day, days) => {
    product.certified.splice(0, 9, { from: -200, to: days + 200 });
    product.withdrawnOn = day;
    return [[{ from: 0, to: day }], { from: day, to: day + 15 }];
  },
  (product, day, days) => {
    product.certified.splice(0, 9, { from: day, to: days + 200 });
    return [[{ from: day, to: days }], { from: day - 15, to: day }];
  },
];
