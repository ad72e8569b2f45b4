import { findingRules, type Finding, type Page, type SaleLine } from '@fupin/schema';
import { openDatabase } from '@fupin/registry';
import { upsertCertificates } from '../../packages/registry/src/certificates/certificate-store.ts';
import { upsertCategories } from '../../packages/registry/src/directory/category-store.ts';
import {
  productIdOf,
  upsertProducts,
} from '../../packages/registry/src/directory/product-store.ts';
import {
  supplierIdOf,
  upsertSuppliers,
} from '../../packages/registry/src/directory/supplier-store.ts';
import { findByTime, findFindings } from '../../packages/registry/src/findings/finding-worker.ts';
import { setListings } from '../../packages/registry/src/outlets/listing-store.ts';
import {
  operatorIdOf,
  outletIdOf,
  upsertOperators,
  upsertOutlets,
} from '../../packages/registry/src/outlets/outlet-store.ts';
import { logWorkerOver } from '../../packages/registry/src/testing/log-under-test.ts';
import {
  bodyOf,
  registryOver,
  type RegistryUnderTest,
} from '../../packages/registry/src/testing/registry-under-test.ts';
import { Chance } from './chance.ts';
import { deliveriesOf, type Delivery, type SentHeartbeat } from './deliver.ts';
import { plant, type Case, type Plan } from './plant.ts';
import { sellForAYear, type SoldLine } from './sales.ts';
import { makeWorld, operators, type Product, type Scale, type World } from './world.ts';

const firstDay = Date.parse('2021-01-01T00:00:00+08:00');
const hourMs = 3_600_000;
const county = '520328';
const uscc = '93520328MA6E7K2Q95';
const supplierId = supplierIdOf(uscc);

const instantOf = (hour: number) => new Date(firstDay + hour * hourMs);
const dateOf = (day: number) =>
  new Date(firstDay + day * 24 * hourMs + 8 * hourMs).toISOString().slice(0, 10);
const operatorName = (number: number) => `运营商${number + 1}`;
const outletIdAt = ({ outlets }: World, number: number) =>
  kept(`outlet ${number}`, () =>
    outletIdOf(operatorIdOf(operatorName(outlets[number]?.operator ?? 0)), `网点${number + 1}`),
  );
const newProduct = ({ number, spec, priceFen, supply, supplyUnit }: Product) => ({
  supplierId,
  name: `产品${number + 1}`,
  spec,
  gtin: gtinOf(number),
  categoryCode: '010101',
  countyCode: county,
  images: [],
  referencePriceFen: priceFen,
  annualSupply: { quantity: supply || '1', unit: supplyUnit },
});
const productIdAt = (product: Product) =>
  kept(`product ${product.number} ${product.spec}`, () => productIdOf(newProduct(product)));

// Ids are hashes, and asked for again at every line.
const ids = new Map<string, string>();
function kept(name: string, make: () => string): string {
  const known = ids.get(name) ?? make();
  ids.set(name, known);
  return known;
}

/** What became of a year. */
export interface YearResult {
  readonly plan: Plan;
  readonly lines: number;
  /** What was found, by what it is about. */
  readonly found: readonly { readonly rule: string; readonly key: string }[];
  /** The same words for what was planted. */
  readonly keyOf: (each: Case) => string;
  /** How long the worker took, in microseconds of CPU a line. */
  readonly workerMicroseconds: number;
}

/** Runs a year through the registry: reports and heartbeats by its operations, the worker after each half day. */
export async function runYear(scale: Scale, seed: number): Promise<YearResult> {
  const chance = new Chance(seed);
  const world = makeWorld(scale, chance);
  const plan = plant(world, chance);
  const sold = sellForAYear(world, plan, chance);
  const database = await openDatabase(':memory:');
  try {
    const registry = registryOver(database);
    registry.now = instantOf(-24);
    await fill(registry, world);
    const write = (line: SoldLine) => saleLineOf(world, line);
    const parts = { world, plan, chance, write };
    const all = world.outlets.map((outlet) =>
      deliveriesOf(outlet, sold[outlet.number] ?? [], parts),
    );
    const worker = await live(registry, world, {
      deliveries: all.flatMap(({ deliveries }) => deliveries),
      heartbeats: all.flatMap(({ heartbeats }) => heartbeats),
    });
    const lines = sold.reduce((sum, each) => sum + each.length, 0);
    return {
      plan,
      lines,
      found: await findingsOf(registry),
      keyOf: (each) => keyOf(world, each),
      workerMicroseconds: worker / lines,
    };
  } finally {
    await database.close();
  }
}

async function fill({ database }: RegistryUnderTest, world: World): Promise<void> {
  const { products, outlets } = world;
  await database.transaction(async (connection) => {
    await upsertCategories(connection, [{ code: '010101', name: '杂粮', nameEn: 'Grain' }]);
    const supplier = { uscc, name: '云栖谷专业合作社', kind: 'cooperative', countyCode: county };
    await upsertSuppliers(connection, [supplier]);
    await upsertProducts(connection, products.map(newProduct));
    await upsertCertificates(connection, products.flatMap(certificatesOf));
    const names = Array.from({ length: operators }, (_, number) => operatorName(number));
    await upsertOperators(connection, names);
    await upsertOutlets(
      connection,
      outlets.map(({ number, operator }) => ({
        outletId: outletIdAt(world, number),
        operatorId: operatorIdOf(operatorName(operator)),
        kind: 'area',
        name: `网点${number + 1}`,
        online: false,
        divisionCode: county,
      })),
    );
    await setListings(
      connection,
      outlets.flatMap(({ number, shelf }) =>
        shelf
          .filter(({ namedBy }) => namedBy === 'sku')
          .map(({ product }) => ({
            outletId: outletIdAt(world, number),
            sku: `S${product.number}`,
            productId: productIdAt(product),
            priceFen: product.priceFen,
          })),
      ),
    );
  });
}

function certificatesOf(product: Product) {
  return product.certified.map(({ from, to }, place) => ({
    directoryNo: `B-${product.number}-${place}`,
    batch: '1',
    productId: productIdAt(product),
    countyCode: county,
    reviewChain: [],
    linkage: { kinds: ['employment'], householdsHelped: 1, peopleHelped: 3 },
    commodityValueFen: 1_000_000,
    annualSupply: { quantity: product.supply || '1', unit: product.supplyUnit },
    validFrom: dateOf(from),
    validUntil: dateOf(to - 1),
    statusChanges: [
      ...(product.suspended
        ? [
            { status: 'suspended', at: instantOf(product.suspended.from * 24).toISOString() },
            { status: 'active', at: instantOf(product.suspended.to * 24).toISOString() },
          ]
        : []),
      ...(product.withdrawnOn === undefined
        ? []
        : [{ status: 'withdrawn', at: instantOf(product.withdrawnOn * 24).toISOString() }]),
    ],
  }));
}

function saleLineOf(world: World, line: SoldLine): SaleLine {
  const { product, namedBy, original } = line;
  const placeOf = ({ terminal, day, receiptNo, lineNo }: SoldLine) => ({
    terminalId: terminal,
    businessDate: dateOf(day),
    receiptNo,
    lineNo,
  });
  return {
    ...placeOf(line),
    kind: line.kind,
    soldAt: instantOf(line.day * 24 + line.minute / 60).toISOString(),
    ...(namedBy === 'productId' && { productId: productIdAt(product) }),
    ...(namedBy === 'sku' && { sku: `S${product.number}` }),
    ...(namedBy === 'gtin' && { gtin: gtinOf(product.number) }),
    ...(namedBy === 'name' && { name: `产品${product.number + 1}` }),
    quantity: String(line.quantity / 1000),
    unit: line.unit,
    amountFen: line.amountFen,
    ...(original && { original: placeOf(original) }),
  };
}

function gtinOf(number: number): string {
  const digits = `69${String(number).padStart(10, '0')}`;
  const sum = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Lets everything come in at its hour; gives the worker's microseconds. */
async function live(
  registry: RegistryUnderTest,
  world: World,
  events: {
    readonly deliveries: readonly Delivery[];
    readonly heartbeats: readonly SentHeartbeat[];
  },
): Promise<number> {
  const keys: string[] = [];
  for (let number = 0; number < operators; number += 1) {
    const operatorId = operatorIdOf(operatorName(number));
    keys.push(await registry.key({ role: 'operator', operatorId }));
  }
  const log = logWorkerOver(registry.database, { clock: () => registry.now });
  const inOrder = [
    ...events.deliveries.map((delivery) => ({
      hour: delivery.hour,
      outlet: delivery.outlet,
      delivery,
    })),
    ...events.heartbeats.map((heartbeat) => ({
      hour: heartbeat.hour,
      outlet: heartbeat.outlet,
      heartbeat,
    })),
  ].toSorted((a, b) => a.hour - b.hour);
  const { turnHours } = world.scale;
  let turnAt = 0;
  let worker = 0;
  const end = world.scale.days * 24 + 60;
  const turn = async () => {
    await log.turn();
    const before = process.cpuUsage();
    await findFindings(registry.database, { clock: () => registry.now });
    await findByTime(registry.database, registry.now);
    const { user, system } = process.cpuUsage(before);
    worker += user + system;
  };
  for (const event of inOrder) {
    for (; turnAt <= event.hour; turnAt += turnHours) {
      registry.now = instantOf(turnAt);
      await turn();
    }
    registry.now = instantOf(event.hour);
    const params = { outletId: outletIdAt(world, event.outlet) };
    const key = keys[world.outlets[event.outlet]?.operator ?? 0] ?? '';
    if ('heartbeat' in event) {
      const body = { terminals: event.heartbeat.terminals };
      await bodyOf(await registry.call('sendHeartbeat', { params, body, key }));
    } else {
      const { lines, carried } = event.delivery;
      const body = { lines, ...(carried && { carried }) };
      await checked(await registry.call('reportSales', { params, body, key }), lines);
    }
  }
  for (; turnAt <= end; turnAt += turnHours) {
    registry.now = instantOf(turnAt);
    await turn();
  }
  if (log.failures.length > 0 || registry.failures.length > 0) {
    throw new Error([...log.failures, ...registry.failures].join('\n'));
  }
  return worker;
}

/** Nothing that is drawn up here may be refused: it would be missing from what was found. */
async function checked(response: Response, lines: readonly SaleLine[]): Promise<void> {
  const { outcomes } = await bodyOf<{
    outcomes: { outcome: string; index: number; problem?: unknown }[];
  }>(response);
  const refused = outcomes.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'duplicate');
  if (!refused) return;
  throw new Error(`refused: ${JSON.stringify([refused, lines[refused.index]])}`);
}

async function findingsOf(registry: RegistryUnderTest): Promise<{ rule: string; key: string }[]> {
  const key = await registry.key({ role: 'supervisor' });
  const found: { rule: string; key: string }[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const page = await bodyOf<Page<Finding>>(await registry.call('listFindings', { query, key }));
    for (const { rule, subject } of page.items) {
      const { outletIds, productId, terminalId } = subject;
      found.push({ rule, key: keyWords(rule, outletIds, productId, terminalId) });
    }
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

function keyOf(world: World, { rule, outlets, product, terminal }: Case): string {
  const known = product === undefined ? undefined : world.products[product];
  const outletIds = outlets.map((number) => outletIdAt(world, number));
  return keyWords(rule, outletIds, known ? productIdAt(known) : null, terminal ?? null);
}

// Of a duplicate claim it does not matter which goods the finding names.
function keyWords(
  rule: string,
  outletIds: readonly string[],
  productId: string | null,
  terminalId: string | null,
): string {
  const about = rule === 'duplicateClaim' ? [] : [productId, terminalId];
  return [...outletIds.toSorted(), ...about].filter(Boolean).join(' ');
}

/** How well a rule did. */
export interface RuleScore {
  readonly rule: string;
  readonly planted: number;
  readonly foundPlanted: number;
  readonly found: number;
  readonly foundRight: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

/** Holds what was found against what was planted, rule by rule. */
export function score({ plan, found, keyOf: keyOfCase }: YearResult): readonly RuleScore[] {
  return findingRules.map((rule) => {
    const planted = new Set(plan.planted.filter((each) => each.rule === rule).map(keyOfCase));
    const keys = found.filter((each) => each.rule === rule).map(({ key }) => key);
    const missed = [...planted].filter((key) => !keys.includes(key));
    const wrong = keys.filter((key) => !planted.has(key));
    return {
      rule,
      planted: planted.size,
      foundPlanted: planted.size - missed.length,
      found: keys.length,
      foundRight: keys.length - wrong.length,
      missed,
      wrong,
    };
  });
}
