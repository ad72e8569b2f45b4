import { dateInShanghai, type Batch } from '@fupin/schema';
import type { BatchRow, TrackRow } from '../applications/application-tables.ts';
import { changeTracks } from '../applications/change-tracks.ts';
import { isStepOf } from '../applications/review-chain.ts';
import { reviewerOf } from '../applications/sight.ts';
import { isBlacklisted, lockSupplier } from '../blacklist/blacklist-store.ts';
import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { isOfDivision } from '../keys/division-of-key.ts';
import { findSchemes, type StoredScheme } from '../schemes/scheme-store.ts';
import {
  addBatches,
  batchesOnWire,
  batchIdOf,
  findBatch,
  lockTracksOf,
  lockTracksToList,
  putIntoBatch,
  removeBatch,
  setPublished,
} from './batch-store.ts';
import { listBatchCertificates, listBatches } from './list-batches.ts';
import { lastDay, makeCertificates } from './publish-batch.ts';

const applicationsAtMost = 1000;

/** Handlers of the batches in which certificates are listed. */
export const batchHandlers = {
  listBatches: ({ connection, caller, query }) =>
    listBatches(connection, query, collatorOf(caller)),

  async createBatch({ connection, caller, body, now }) {
    const { schemeId, name, applicationIds } = body;
    const scheme = (await findSchemes(connection, [schemeId])).get(schemeId);
    if (!scheme) throw invalidInput('body', '/schemeId', 'must be a scheme of the registry');
    checkLists(scheme, caller);
    const found = await lockTracksToList(connection, {
      schemeId,
      divisionCode: collatorOf(caller) ?? '',
      applicationIds,
      atMost: applicationsAtMost,
    });
    const tracks = found.filter((track) => mayList(scheme, caller, track));
    checkAllAreThere(applicationIds, tracks);
    const batch = {
      schemeId,
      name,
      divisionCode: collatorOf(caller),
      createdAt: now.toISOString(),
      publishedAt: null,
    };
    if ((await addBatches(connection, [batch])).length === 0) {
      throw new ProblemError('conflict', `The scheme has a batch "${name}" already.`);
    }
    const batchId = batchIdOf(schemeId, name);
    await putIntoBatch(connection, batchId, tracks);
    return onWire(connection, { batchId, ...batch });
  },

  async getBatch({ connection, params: { batchId }, caller }) {
    const batch = await findBatch(connection, batchId);
    const collator = collatorOf(caller);
    if (batch?.publishedAt || (batch && collator !== null && batch.divisionCode === collator)) {
      return onWire(connection, batch);
    }
    throw unknownBatch(batchId);
  },

  async discardBatch({ connection, params: { batchId }, caller }) {
    const { batch, scheme } = await ownBatch(connection, batchId, caller);
    checkLists(scheme, caller);
    if (batch.publishedAt !== null) {
      throw new ProblemError('conflict', 'The batch is published already.');
    }
    const tracks = await lockTracksOf(connection, batchId);
    const discarded = await onWire(connection, batch);
    await putIntoBatch(connection, null, tracks);
    await removeBatch(connection, batchId);
    return { ...discarded, state: 'discarded' };
  },

  async publishBatch({ connection, params: { batchId }, caller, body, now }) {
    const { batch, scheme } = await ownBatch(connection, batchId, caller);
    const tracks = await lockTracksOf(connection, batchId);
    if (!tracks.every((track) => mayList(scheme, caller, track))) {
      throw new ProblemError('forbidden', 'The key may not list every application of the batch.');
    }
    if (batch.publishedAt !== null) {
      throw new ProblemError('conflict', 'The batch is published already.');
    }
    if (tracks.length === 0) {
      throw new ProblemError(
        'conflict',
        'The batch is empty: its applications were returned or withdrawn.',
      );
    }
    const today = dateInShanghai(now);
    const { validFrom = today } = body;
    if (validFrom < today) throw invalidInput('body', '/validFrom', 'must not be in the past');
    if (validFrom > lastDay(today, 12)) {
      throw invalidInput('body', '/validFrom', 'must be within a year');
    }
    await refuseBlacklisted(connection, tracks, now);
    const { name, divisionCode } = batch;
    const publication = { scheme, batch: name, validFrom, divisionCode, now };
    const changes = await makeCertificates(connection, tracks, publication);
    await changeTracks(connection, changes, caller, { now });
    const publishedAt = now.toISOString();
    await setPublished(connection, batchId, publishedAt);
    return onWire(connection, { ...batch, publishedAt });
  },

  async listBatchCertificates({ connection, params: { batchId }, query, now }) {
    const batch = await publishedBatch(connection, batchId);
    return listBatchCertificates(connection, batch, query, now);
  },
} satisfies Partial<Handlers>;

/** The division for which a caller collates batches; null for whoever does not. */
function collatorOf({ access, key }: Caller): string | null {
  return access === 'certifier' || access === 'supervisor' ? (key?.divisionCode ?? null) : null;
}

/** A batch that the caller's division collated, with its scheme, kept from changing until the transaction ends. */
async function ownBatch(
  connection: Connection,
  batchId: string,
  caller: Caller,
): Promise<{ readonly batch: BatchRow; readonly scheme: StoredScheme }> {
  const batch = await findBatch(connection, batchId, { lock: true });
  if (!batch) throw unknownBatch(batchId);
  if (batch.divisionCode === null || batch.divisionCode !== collatorOf(caller)) {
    throw new ProblemError('forbidden', 'A batch is for the division that collated it.');
  }
  const scheme = (await findSchemes(connection, [batch.schemeId])).get(batch.schemeId);
  if (!scheme) throw new Error(`batch ${batchId} has no scheme`);
  return { batch, scheme };
}

async function refuseBlacklisted(
  connection: Connection,
  tracks: readonly TrackRow[],
  now: Date,
): Promise<void> {
  const supplierIds = [...new Set(tracks.map(({ supplierId }) => supplierId))].toSorted();
  for (const supplierId of supplierIds) {
    await lockSupplier(connection, supplierId);
    if (!(await isBlacklisted(connection, supplierId, now))) continue;
    const { applicationId } = tracks.find((track) => track.supplierId === supplierId) ?? {};
    throw new ProblemError(
      'conflict',
      `The supplier of ${applicationId} is on the blacklist: return or reject the application.`,
    );
  }
}

function mayList(
  scheme: StoredScheme,
  caller: Caller,
  track: Pick<TrackRow, 'countyCode' | 'townshipCode'>,
): boolean {
  const step = scheme.reviewChain.at(-1);
  return step !== undefined && isStepOf(step, reviewerOf(caller), track);
}

function checkLists(scheme: StoredScheme, caller: Caller): void {
  const divisionCode = caller.key?.divisionCode ?? '';
  const isWithin = scheme.divisionCodes.some(
    (code) => isOfDivision(divisionCode, code) || isOfDivision(code, divisionCode),
  );
  const own = { countyCode: divisionCode, townshipCode: divisionCode };
  if (isWithin && mayList(scheme, caller, own)) return;
  const step = scheme.reviewChain.at(-1);
  throw new ProblemError(
    'forbidden',
    `Listing under ${scheme.schemeId} is for a ${step?.role} of the ${step?.level} level in ${scheme.divisionCodes.join(', ')}.`,
  );
}

function checkAllAreThere(
  applicationIds: readonly string[] | undefined,
  tracks: readonly TrackRow[],
): void {
  const found = new Set(tracks.map(({ applicationId }) => applicationId));
  const missing = applicationIds?.find((applicationId) => !found.has(applicationId));
  if (missing === undefined && tracks.length > 0) return;
  throw new ProblemError(
    'conflict',
    missing === undefined
      ? 'No application awaits listing by this key.'
      : `${missing} does not await listing by this key, or is in a batch already.`,
  );
}

async function publishedBatch(connection: Connection, batchId: string): Promise<BatchRow> {
  const batch = await findBatch(connection, batchId);
  if (batch?.publishedAt) return batch;
  throw unknownBatch(batchId);
}

function unknownBatch(batchId: string): ProblemError {
  return new ProblemError('notFound', `There is no published batch ${batchId}.`);
}

async function onWire(connection: Connection, batch: BatchRow): Promise<Batch> {
  const [onWire] = await batchesOnWire(connection, [batch]);
  if (!onWire) throw new Error(`batch ${batch.batchId} is not there`);
  return onWire;
}
