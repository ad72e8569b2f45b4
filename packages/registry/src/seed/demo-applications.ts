import { nationalDirectoryId, type NewDossier } from '@fupin/schema';
import {
  addApplication,
  findApplication,
  markSubmitted,
  writeObjection,
} from '../applications/application-store.ts';
import { changeTracks } from '../applications/change-tracks.ts';
import { addDraftTracks } from '../applications/draft-tracks.ts';
import { productOf } from '../applications/product-of.ts';
import { chainFor } from '../applications/review-chain.ts';
import { decided, submitted } from '../applications/track-flow.ts';
import { addBatches, batchIdOf, putIntoBatch } from '../batches/batch-store.ts';
import type { Connection } from '../database/database.ts';
import type { Caller } from '../keys/caller.ts';
import { randomId } from '../record-id.ts';
import { findSchemes } from '../schemes/scheme-store.ts';
import type { DemoProduct } from './demo-directory.ts';

const dayMs = 86_400_000;

/** How far each application of the demo has come: steps of the National Directory that were passed, and whether it was returned then. */
const ways: readonly { readonly steps: number | 'draft'; readonly end?: 'return' }[] = [
  { steps: 'draft' },
  { steps: 0 },
  { steps: 1 },
  { steps: 3 },
  { steps: 4 },
  { steps: 6 },
  { steps: 0, end: 'return' },
];

/**
 * Brings in applications for the demo's products that are not certified yet, one in each state up to the listing, with an
 * objection to the one under public notice and an open batch of the one that awaits it. Gives their number.
 */
export async function seedApplications(
  connection: Connection,
  directory: readonly DemoProduct[],
  now: Date,
): Promise<number> {
  const uncertified = directory.filter(({ standing }) => standing === 'uncertified');
  const seeded = uncertified.slice(0, ways.length);
  for (const [place, good] of seeded.entries()) {
    await seedApplication(connection, good, ways[place] ?? { steps: 'draft' }, now);
  }
  return seeded.length;
}

async function seedApplication(
  connection: Connection,
  good: DemoProduct,
  { steps, end }: (typeof ways)[number],
  now: Date,
): Promise<void> {
  const { supplierId } = good.product;
  const { countyCode } = good.supplier;
  const dossier = dossierOf(good);
  const begun = daysBefore(now, 30);
  const owner = { supplierId, countyCode };
  const applicationId = await addApplication(connection, owner, dossier, begun);
  await addDraftTracks(connection, { applicationId, ...owner }, [nationalDirectoryId], begun);
  if (steps === 'draft') return;

  const application = await findApplication(connection, applicationId);
  const scheme = (await findSchemes(connection, [nationalDirectoryId])).get(nationalDirectoryId);
  const [draft] = application?.tracks ?? [];
  if (!draft || !scheme) throw new Error('the demo’s application has no track');
  const { productId, productName, townshipCode } = productOf(owner, dossier);
  const facts = { revision: 1, productId, productName, townshipCode };
  const submission = submitted(draft, scheme, facts, daysBefore(now, 28));
  await changeTracks(connection, [submission], actor('supplier', good.supplier.name, null), {
    now: daysBefore(now, 28),
  });
  await markSubmitted(connection, { applicationId, revision: 1 });

  let { track } = submission;
  const chain = chainFor(scheme, countyCode);
  // The public notice that is still open was given lately; the others are long over.
  const firstStep = steps === 3 ? 6 : 26;
  for (const [place, step] of chain.slice(0, Math.min(steps, chain.length - 1)).entries()) {
    const at = daysBefore(now, place < 3 ? firstStep - place * 2 : 10 - place);
    const change = decided(track, scheme, 'pass', { open: 0, upheld: 0 }, at);
    const division = divisionAt(step.level, countyCode, townshipCode);
    await changeTracks(connection, [change], actor('certifier', step.actor, division), { now: at });
    track = change.track;
  }
  if (end) {
    const step = chain[track.place];
    const at = daysBefore(now, 3);
    const reason = '带贫机制证明缺少农户签字，请补充。';
    const division = divisionAt(step?.level ?? 'county', countyCode, townshipCode);
    const change = decided(track, scheme, end, { open: 0, upheld: 0 }, at);
    await changeTracks(connection, [change], actor('certifier', step?.actor ?? '', division), {
      now: at,
      reason,
    });
    return;
  }
  if (track.state === 'publicNotice') await object(connection, applicationId, daysBefore(now, 1));
  if (track.awaitedStep === 'listed') await collate(connection, applicationId, now);
}

async function object(connection: Connection, applicationId: string, at: Date): Promise<void> {
  await writeObjection(connection, {
    objectionId: randomId('obj'),
    applicationId,
    schemeId: nationalDirectoryId,
    revision: 1,
    reason: '公示的带动户数与村里掌握的情况不一致，请核实。',
    contact: JSON.stringify({ name: '李某', phone: '00000000000' }),
    filedAt: at.toISOString(),
    answer: null,
    upheld: null,
    answeredAt: null,
    answeredBy: null,
  });
}

async function collate(connection: Connection, applicationId: string, now: Date): Promise<void> {
  const name = `${now.getUTCFullYear()}-待发布`;
  const batch = { schemeId: nationalDirectoryId, name, divisionCode: '000000' };
  const createdAt = now.toISOString();
  await addBatches(connection, [{ ...batch, createdAt, publishedAt: null }]);
  const track = { applicationId, schemeId: nationalDirectoryId };
  await putIntoBatch(connection, batchIdOf(nationalDirectoryId, name), [track]);
}

function dossierOf({ product, speciality, supplier }: DemoProduct): NewDossier {
  const { name, nameEn, spec, gtin, categoryCode, countyCode } = product;
  const { referencePriceFen, annualSupply } = product;
  return {
    product: {
      name,
      ...(nameEn !== undefined && { nameEn }),
      spec,
      ...(gtin !== undefined && { gtin }),
      categoryCode,
      countyCode,
      townshipCode: `${countyCode}100`,
      description: speciality.description,
    },
    linkage: {
      kinds: ['guaranteedPurchase', 'employment'],
      householdsHelped: 64,
      peopleHelped: 205,
      description: '与农户签订保底收购合同，农忙季节优先雇用本村劳动力。',
    },
    supply: {
      quantity: annualSupply.quantity,
      unit: annualSupply.unit,
      season: 'continuous',
      commodityValueFen: 86_000_000,
    },
    price: {
      referencePriceFen,
      comparisons: [
        { source: '县农产品批发市场均价', priceFen: referencePriceFen, on: '2020-09-01' },
      ],
    },
    contact: { name: `${supplier.name}负责人`, phone: '00000000000' },
  };
}

function actor(role: 'supplier' | 'certifier', label: string, divisionCode: string | null): Caller {
  return {
    access: role,
    origin: null,
    key: {
      keyId: 'key_demo',
      kind: 'secret',
      role,
      label,
      divisionCode,
      operatorId: null,
      supplierId: null,
      outletId: null,
      origins: [],
      createdAt: '',
      expiresAt: null,
      revokedAt: null,
      mintedBy: null,
    },
  };
}

function divisionAt(level: string, countyCode: string, townshipCode: string | null): string {
  switch (level) {
    case 'township':
      return townshipCode ?? countyCode;
    case 'prefecture':
      return `${countyCode.slice(0, 4)}00`;
    case 'province':
      return `${countyCode.slice(0, 2)}0000`;
    case 'national':
      return '000000';
    default:
      return countyCode;
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
