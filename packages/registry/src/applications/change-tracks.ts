import type { Connection } from '../database/database.ts';
import type { Caller } from '../keys/caller.ts';
import { addTrackEntries, writeTracks } from './application-store.ts';
import type { TrackChange } from './track-flow.ts';

/** Writes changed tracks, with an entry in each history saying who did what and why. */
export async function changeTracks(
  connection: Connection,
  changes: readonly TrackChange[],
  { key }: Caller,
  { now, reason }: { readonly now: Date; readonly reason?: string | undefined },
): Promise<void> {
  if (!key) throw new TypeError('a track is changed with a key');
  await writeTracks(
    connection,
    changes.map(({ track }) => track),
  );
  await addTrackEntries(
    connection,
    changes.map(({ track, action, step }) => ({
      applicationId: track.applicationId,
      schemeId: track.schemeId,
      action,
      step,
      state: track.state,
      keyId: key.keyId,
      actorLabel: key.label,
      actorRole: key.role ?? key.kind,
      actorDivision: key.divisionCode,
      at: now.toISOString(),
      reason: reason ?? null,
    })),
  );
}
