import type { Connection } from '../database/database.ts';
import type { DemoOutlet } from '../demo/outlets.ts';
import { grantWithoutProof } from '../licences/grant-licence.ts';
import { findLicencesInForce } from '../licences/licence-store.ts';
import { outletToStore } from './demo-outlets.ts';

const reason = '演示数据，未核验来源归属 / Demo, origins not proved';

/** Licenses those of the origins for an outlet of the demo that no licence in force covers. */
export async function licenseDemo(
  connection: Connection,
  outlet: DemoOutlet,
  origins: readonly string[],
  now: Date,
): Promise<void> {
  const { outletId, operatorId } = outletToStore(outlet);
  const inForce = (await findLicencesInForce(connection, [outletId], now)).get(outletId) ?? [];
  const licensed = new Set(inForce.flatMap((licence) => licence.origins));
  const missing = origins.filter((origin) => !licensed.has(origin));
  if (missing.length === 0) return;
  await grantWithoutProof(connection, { outletId, operatorId, origins: missing, reason }, now);
}
