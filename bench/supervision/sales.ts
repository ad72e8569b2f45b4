import type { Chance } from './chance.ts';
import type { Plan } from './plant.ts';
import {
  isCertified,
  isIn,
  type Outlet,
  type Product,
  type ShelfEntry,
  type World,
} from './world.ts';

/** A line of a receipt, drawn up before anything is reported. */
export interface SoldLine {
  readonly outlet: number;
  /** On which day it is in the books. */
  readonly day: number;
  readonly minute: number;
  readonly terminal: string;
  readonly receiptNo: string;
  readonly lineNo: number;
  readonly kind: 'sale' | 'return' | 'void';
  readonly product: Product;
  readonly namedBy: ShelfEntry['namedBy'];
  /** Thousandths of the unit. */
  readonly quantity: number;
  readonly unit: string;
  readonly amountFen: number;
  readonly original?: SoldLine;
}

/** Everything that is sold in a year, in the order of time at each outlet. */
export function sellForAYear(world: World, plan: Plan, chance: Chance): SoldLine[][] {
  const perOutlet = world.outlets.map((outlet) => sellAt(outlet, world, chance));
  for (const { of, by, atLeast } of plan.doubled) {
    const orders = double(perOutlet[of] ?? [], world, { by, atLeast }, chance);
    perOutlet[by]?.push(...orders);
  }
  for (const lines of perOutlet) lines.sort((a, b) => a.day - b.day || a.minute - b.minute);
  measureSupply(perOutlet.flat(), plan);
  return perOutlet;
}

function sellAt(outlet: Outlet, { scale }: World, chance: Chance): SoldLine[] {
  const lines: SoldLine[] = [];
  let serial = outlet.numbering === 'shared' ? 100_000 : 1;
  for (let day = 0; day < scale.days; day += 1) {
    if (outlet.shut.some((span) => isIn(span, day))) continue;
    const onSale = outlet.shelf.filter(({ spans }) => spans.some((span) => isIn(span, day)));
    const isWeekend = day % 7 === 1 || day % 7 === 2;
    const expected = scale.receipts * outlet.size * (isWeekend ? 1.6 : 0.85);
    const certain = onSale.filter((entry) =>
      entry.certain.some((span) => isIn(span, day) && (day - span.from) % span.everyDays === 0),
    );
    const receipts = Math.max(chance.count(expected), certain.length);
    const usual = onSale.filter((entry) => entry.certain.length === 0 || chance.happens(0.3));
    let ofDay = 0;
    for (let count = 0; count < receipts; count += 1) {
      ofDay += 1;
      const receipt = {
        outlet: outlet.number,
        day,
        minute: chance.whole(8 * 60, 21 * 60),
        terminal: `T${chance.whole(1, outlet.terminals)}`,
        receiptNo: numberOf(outlet, day, ofDay, serial),
      };
      serial += 1;
      const entries = certain[count]
        ? [certain[count]]
        : chance.shuffled(usual).slice(0, chance.pick([1, 1, 2, 3]));
      for (const [place, entry] of entries.entries()) {
        if (entry) lines.push(...sell(receipt, place + 1, entry, chance));
      }
    }
  }
  return lines.map((line) => line);
}

function numberOf({ number, numbering }: Outlet, day: number, ofDay: number, serial: number) {
  switch (numbering) {
    case 'short':
      return String(ofDay).padStart(4, '0');
    case 'date':
      return `${20210101 + day}${String(ofDay).padStart(4, '0')}`;
    case 'shared':
      return `M${serial}`;
    case 'own':
      return `${String(number).padStart(3, '0')}-${String(serial).padStart(7, '0')}`;
  }
}

type Receipt = Pick<SoldLine, 'outlet' | 'day' | 'minute' | 'terminal' | 'receiptNo'>;

/** A sale and what may come of it: a slip of the till that is taken back at once, or goods that come back within days. */
function sell(receipt: Receipt, lineNo: number, entry: ShelfEntry, chance: Chance): SoldLine[] {
  const { product, namedBy } = entry;
  const isWeighed = product.unit === 'kg';
  const isForMany = chance.happens(0.01);
  const pieces = isForMany ? chance.whole(10, 40) : chance.pick([1, 1, 1, 2, 2, 3]);
  const quantity = isWeighed ? chance.whole(300, 4000) : pieces * 1000;
  const packFen = priceOf(entry, receipt.day, chance) * (isForMany ? 0.95 : 1);
  const unitFen = isWeighed ? (packFen * 1000) / product.grams : packFen;
  const sale: SoldLine = {
    ...receipt,
    lineNo,
    kind: 'sale',
    product,
    namedBy,
    quantity,
    unit: product.unit,
    amountFen: Math.max(1, Math.round((unitFen * quantity) / 1000)),
  };
  // A carton of six costs six times as much, and is a unit of its own.
  if (!isWeighed && entry.fixed.length === 0 && chance.happens(0.01)) {
    return [{ ...sale, unit: '箱', quantity: 1000, amountFen: Math.round(unitFen * 6) }];
  }
  const back = { ...sale, receiptNo: `${sale.receiptNo}R`, original: sale };
  if (chance.happens(0.002)) {
    const slip = { ...sale, amountFen: sale.amountFen * 10, receiptNo: `${sale.receiptNo}X` };
    const taken = { ...slip, kind: 'void' as const, original: slip, minute: slip.minute + 1 };
    return [slip, { ...taken, receiptNo: `${slip.receiptNo}V` }, sale];
  }
  if (chance.happens(0.015)) {
    return [sale, { ...back, kind: 'return', minute: sale.minute + chance.whole(1, 100) }];
  }
  return [sale];
}

/** What a pack costs on a day, in fen. */
function priceOf(entry: ShelfEntry, day: number, chance: Chance): number {
  const { product, level, promotions, fixed } = entry;
  const set = fixed.find((span) => isIn(span, day));
  if (set) return product.priceFen * set.level;
  const phase = ((day - product.dearestDay) / 365) * 2 * Math.PI;
  const promotion = promotions.find((span) => isIn(span, day))?.share ?? 1;
  const wobble = chance.between(0.985, 1.015);
  return product.priceFen * level * (1 + product.season * Math.cos(phase)) * promotion * wobble;
}

/** Orders of one outlet as another reports them too: on a line of its own, a few hours off. */
function double(
  lines: readonly SoldLine[],
  { outlets, scale }: World,
  { by, atLeast }: { readonly by: number; readonly atLeast: number },
  chance: Chance,
): SoldLine[] {
  const candidates = lines.filter(
    ({ kind, unit, day, product }) =>
      kind === 'sale' &&
      unit !== '箱' &&
      day > 10 &&
      day < scale.days - 10 &&
      isCertified(product, day),
  );
  const chosen =
    atLeast > 0
      ? chance.shuffled(candidates).slice(0, atLeast)
      : candidates.filter(() => chance.happens(0.05));
  return chosen
    .filter((line) => !outlets[by]?.shut.some((span) => isIn(span, line.day)))
    .map((line) => ({
      ...line,
      outlet: by,
      terminal: 'T1',
      namedBy: 'productId',
      minute: Math.min(line.minute + chance.whole(0, 300), 23 * 60),
    }));
}

/** Sets how much can be supplied in a year: of scarce goods less than is sold, of others as much and not a gram more. */
function measureSupply(lines: readonly SoldLine[], { scarce, sufficient }: Plan): void {
  const peaks = new Map<Product, number>();
  const sold = new Map<Product, number>();
  const inTime = lines.toSorted((a, b) => a.day - b.day || a.minute - b.minute);
  for (const { product, kind, quantity, unit, day } of inTime) {
    if (unit === '箱' || !isCertified(product, day)) continue;
    const after = (sold.get(product) ?? 0) + (kind === 'sale' ? quantity : -quantity);
    sold.set(product, after);
    peaks.set(product, Math.max(after, peaks.get(product) ?? 0));
  }
  const inSupplyUnit = (product: Product, thousandths: number) =>
    (thousandths / 1000 / (product.supplyUnit === '吨' ? 1000 : 1)).toFixed(6);
  for (const [product, peak] of peaks) {
    const share = scarce.includes(product) ? 0.93 : sufficient.includes(product) ? 1 : 4;
    product.supply = inSupplyUnit(product, Math.round(peak * share));
  }
}
