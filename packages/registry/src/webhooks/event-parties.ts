import type { RegistryEvent } from '@fupin/schema';
import { sql } from 'kysely';
import type { Connection } from '../database/database.ts';
import type { EventParties } from './audience.ts';
import { ownerText } from './webhook-owner.ts';

/** Whom the things of some events belong to, and those among them who may have webhooks. */
export interface FoundParties extends EventParties {
  /** The suppliers and operators that may be told of one of the events, as their webhooks have them for owners. */
  readonly owners: readonly string[];
}

/** Looks up whom the things of some events belong to; of the operators that sell a product, those that have webhooks. */
export async function findParties(
  connection: Connection,
  events: readonly RegistryEvent[],
): Promise<FoundParties> {
  const outlets = await outletsOf(connection, new Set(events.flatMap(outletIdsOf)));
  const sellers = await sellersOf(connection, new Set(events.flatMap(certifiedProductOf)));
  const suppliers = events.flatMap(({ type, data }) =>
    type === 'certificate.statusChanged' ? [data.supplierId] : [],
  );
  const operators = [
    ...[...outlets.values()].map(({ operatorId }) => operatorId),
    ...[...sellers.values()].flatMap((ofProduct) => [...ofProduct]),
  ];
  return {
    outlet: (outletId) => outlets.get(outletId),
    isListedBy: (productId, operatorId) => sellers.get(productId)?.has(operatorId) ?? false,
    owners: [
      ...new Set([
        ...suppliers.map((supplierId) => ownerText({ role: 'supplier', supplierId })),
        ...operators.map((operatorId) => ownerText({ role: 'operator', operatorId })),
      ]),
    ],
  };
}

function outletIdsOf(event: RegistryEvent): readonly string[] {
  switch (event.type) {
    case 'certificate.statusChanged':
      return [];
    case 'finding.raised':
      return event.data.outletIds;
    case 'saleLine.rejectedLate':
    case 'terminal.gapFound':
      return [event.data.outletId];
  }
}

function certifiedProductOf(event: RegistryEvent): readonly string[] {
  return event.type === 'certificate.statusChanged' ? [event.data.productId] : [];
}

async function outletsOf({ db }: Connection, outletIds: ReadonlySet<string>) {
  if (outletIds.size === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('outlet')
    .select(['outletId', 'operatorId', 'divisionCode'])
    .where('outletId', 'in', [...outletIds])
    .execute();
  return new Map(rows.map(({ outletId, ...outlet }) => [outletId, outlet]));
}

async function sellersOf(
  { db }: Connection,
  productIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const sellers = new Map<string, Set<string>>();
  if (productIds.size === 0) return sellers;
  const { rows } = await sql<{ productId: string; operatorId: string }>`
    select distinct listing.product_id, outlet.operator_id
    from listing join outlet on outlet.outlet_id = listing.outlet_id
    where listing.product_id in (${sql.join([...productIds])})
      and exists (select 1 from webhook where webhook.owner = 'operator:' || outlet.operator_id)`.execute(
    db,
  );
  for (const { productId, operatorId } of rows) {
    const ofProduct = sellers.get(productId) ?? new Set();
    sellers.set(productId, ofProduct.add(operatorId));
  }
  return sellers;
}
