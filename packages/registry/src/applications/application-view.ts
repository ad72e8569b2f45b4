import type {
  Application,
  ApplicationTrack,
  AwaitedStep,
  Dossier,
  Evidence,
  NewDossier,
  TrackEntry,
} from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { countyOf } from '../directory/county.ts';
import { findSuppliers } from '../directory/supplier-store.ts';
import { groupBy } from '../group-by.ts';
import type { StoredScheme } from '../schemes/scheme-store.ts';
import {
  findDossier,
  findObjections,
  findTrackEntries,
  type StoredApplication,
} from './application-store.ts';
import type { EvidenceRow, ObjectionRow, TrackEntryRow, TrackRow } from './application-tables.ts';
import type { Sight } from './sight.ts';
import { awaitedStepFor } from './track-flow.ts';

/** What of an application is shown, and to whom. */
export interface Shown {
  readonly sight: Sight;
  /** Of the dossier. */
  readonly revision: number;
  /** Whether evidence is left out that did not come with this revision or one before. */
  readonly isAsSubmitted: boolean;
}

/** An application with one revision of its dossier, as far as a caller sees it. */
export async function applicationView(
  connection: Connection,
  application: StoredApplication,
  schemes: ReadonlyMap<string, StoredScheme>,
  { sight, revision, isAsSubmitted }: Shown,
): Promise<Application> {
  const { applicationId, supplierId } = application;
  const { dossier } = await findDossier(connection, applicationId, revision);
  const supplier = (await findSuppliers(connection, [supplierId])).get(supplierId);
  if (!supplier) throw new Error(`application ${applicationId} has no supplier`);
  const entries = groupBy(
    await findTrackEntries(connection, [applicationId]),
    ({ schemeId }) => schemeId,
  );
  const objections = await findObjections(connection, applicationId);
  return {
    applicationId,
    version: application.version,
    revision,
    supplier: applicantOf(supplier),
    county: countyOf(application.countyCode),
    dossier: sight === 'supervision' ? withoutPrivate(dossier) : dossier,
    memberCount: dossier.members?.length ?? 0,
    evidence: application.evidence
      .filter((row) => !isAsSubmitted || isSubmittedBy(row, revision))
      .map(evidenceFromRow),
    tracks: application.tracks
      .filter((track) => sight === 'applicant' || track.revision !== null)
      .map((track) =>
        trackView(
          track,
          awaitedStepOf(track, schemes.get(track.schemeId)),
          entries.get(track.schemeId) ?? [],
          objections.filter((objection) => isAgainst(objection, track)),
        ),
      ),
    createdAt: application.createdAt,
  };
}

/** The supplier of an application as it is named there. */
export function applicantOf(supplier: Application['supplier']): Application['supplier'] {
  const { supplierId, name, nameEn, kind } = supplier;
  return { supplierId, name, ...(nameEn !== undefined && { nameEn }), kind };
}

/** The step that a track awaits, in words; null where it awaits none. */
export function awaitedStepOf(
  track: Pick<TrackRow, 'awaitedStep' | 'countyCode' | 'place' | 'dueOn'>,
  scheme: StoredScheme | undefined,
): AwaitedStep | null {
  const next = scheme && awaitedStepFor(track, scheme);
  if (!next) return null;
  const { step, level, role, actor, actorEn } = next;
  return { step, level, role, actor, actorEn, ...(track.dueOn !== null && { dueOn: track.dueOn }) };
}

/** Whether an objection is against a track as it was submitted last. */
export const isAgainst = (objection: ObjectionRow, track: TrackRow) =>
  objection.schemeId === track.schemeId && objection.revision === track.revision;

/** Whether a file of evidence was submitted with a revision of the dossier or one before. */
export const isSubmittedBy = (
  { submittedRevision }: Pick<EvidenceRow, 'submittedRevision'>,
  revision: number,
) => submittedRevision !== null && submittedRevision <= revision;

/** A file of evidence as it stands in an application. */
function evidenceFromRow(row: EvidenceRow): Evidence {
  const { evidenceId, kind, fileName, mediaType, sizeBytes, sha256, addedAt } = row;
  return { evidenceId, kind, fileName, mediaType, sizeBytes, sha256, addedAt };
}

function trackView(
  track: TrackRow,
  awaited: AwaitedStep | null,
  entries: readonly TrackEntryRow[],
  objections: readonly ObjectionRow[],
): ApplicationTrack {
  return {
    schemeId: track.schemeId,
    version: track.version,
    state: track.state,
    awaited,
    revision: track.revision,
    noticeFrom: track.noticeFrom,
    noticeUntil: track.noticeUntil,
    openObjections: objections.filter(({ answer }) => answer === null).length,
    upheldObjections: objections.filter(({ upheld }) => Boolean(upheld)).length,
    batchId: track.batchId,
    certificateId: track.certificateId,
    history: entries.map(entryFromRow),
  };
}

function entryFromRow(row: TrackEntryRow): TrackEntry {
  return {
    action: row.action,
    ...(row.step !== null && { step: row.step }),
    state: row.state,
    actor: {
      label: row.actorLabel,
      role: row.actorRole,
      ...(row.actorDivision !== null && { divisionCode: row.actorDivision }),
    },
    at: row.at,
    ...(row.reason !== null && { reason: row.reason }),
  };
}

function withoutPrivate({ contact: _, members: __, ...dossier }: NewDossier): Dossier {
  return dossier;
}
