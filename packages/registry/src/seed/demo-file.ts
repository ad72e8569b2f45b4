import { endOfDay, isInForce, type CertificateSummary, type Listing } from '@fupin/schema';
import { rename, writeFile } from 'node:fs/promises';
import type { Connection } from '../database/database.ts';
import { findListings } from '../outlets/listing-store.ts';
import { mainOutletId } from './demo-outlets.ts';

const badgeStates = ['valid', 'expired', 'suspended', 'revoked'] as const;
type BadgeState = (typeof badgeStates)[number];

/** Of each state that a badge is in on a licensed origin, one listing of the main outlet. */
export type DemoExamples = Readonly<Record<BadgeState, Listing>>;

/** The main outlet's example of each state of a badge: of those there are, the one whose certificate lasts longest. */
export async function findDemoExamples(connection: Connection, now: Date): Promise<DemoExamples> {
  const rows = await connection.db
    .selectFrom('listing')
    .select('sku')
    .where('outletId', '=', mainOutletId)
    .orderBy('sku')
    .execute();
  const skus = rows.map(({ sku }) => sku);
  const listings = await findListings(connection, mainOutletId, skus, now);
  const examples = badgeStates.map((state) => {
    const [listing] = listings
      .filter(({ product }) => product.certificate && stateOf(product.certificate, now) === state)
      .toSorted((a, b) => (validUntil(a) > validUntil(b) ? -1 : 1));
    if (!listing) throw new Error(`no listing of the demo has a badge that is ${state}`);
    return [state, listing] as const;
  });
  return Object.fromEntries(examples) as DemoExamples;
}

/** Writes `demo.json`: the main outlet's id, the root key to pin, and of each example what a shop needs to show it. */
export async function writeDemoFile(
  file: string,
  examples: DemoExamples,
  rootKeyId: string | undefined,
): Promise<void> {
  const badges = badgeStates.map((state) => [state, badgeOf(examples[state])]);
  const demo = { outletId: mainOutletId, rootKeyId, badges: Object.fromEntries(badges) };
  await writeFile(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** What a badge that rests on a certificate shows on a licensed origin. */
function stateOf(certificate: CertificateSummary, now: Date): BadgeState | undefined {
  if (isInForce(certificate, now)) return 'valid';
  if (now >= endOfDay(certificate.validUntil)) return 'expired';
  if (certificate.status === 'withdrawn') return 'revoked';
  return certificate.status === 'suspended' ? 'suspended' : undefined;
}

function validUntil({ product }: Listing): string {
  return product.certificate?.validUntil ?? '';
}

function badgeOf({ badgeId, product, sku, priceFen, imageUrl }: Listing) {
  return {
    badgeId,
    certificateId: product.certificate?.certificateId,
    productName: product.name,
    countyName: product.county.name,
    sku,
    priceFen,
    imageUrl,
  };
}
