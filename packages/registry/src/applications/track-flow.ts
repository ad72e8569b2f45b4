import {
  dateInShanghai,
  endOfDay,
  type NewSchemeStep,
  type ReviewDecision,
  type TrackAction,
} from '@fupin/schema';
import { ProblemError } from '../http/problem-error.ts';
import type { StoredScheme } from '../schemes/scheme-store.ts';
import type { TrackRow } from './application-tables.ts';
import { lastDayAfter } from './days.ts';
import { chainFor, stateAfter } from './review-chain.ts';

/** A change of a track: the row afterwards and, for its history, what was done at which step. */
export interface TrackChange {
  readonly track: TrackRow;
  readonly action: TrackAction;
  readonly step: string | null;
}

/** What an objection asks of a determination. */
export interface ObjectionCounts {
  readonly open: number;
  readonly upheld: number;
}

const final: readonly string[] = ['listed', 'rejected', 'withdrawn'];

/** Whether an application can be mended and submitted under a scheme. */
export const isSubmittable = ({ state }: Pick<TrackRow, 'state'>) =>
  state === 'draft' || state === 'returned';

/** Whether an application can still be withdrawn under a scheme. */
export const isWithdrawable = ({ state }: Pick<TrackRow, 'state'>) => !final.includes(state);

/** The step that a track awaits; undefined where it awaits none. */
export function awaitedStepFor(
  { awaitedStep, countyCode, place }: Pick<TrackRow, 'awaitedStep' | 'countyCode' | 'place'>,
  scheme: StoredScheme,
): NewSchemeStep | undefined {
  return awaitedStep === null ? undefined : chainFor(scheme, countyCode)[place];
}

/** A track submitted with a revision of the dossier: the first step of the chain is awaited, also after a return. */
export function submitted(
  track: TrackRow,
  scheme: StoredScheme,
  dossier: Pick<TrackRow, 'revision' | 'townshipCode' | 'productId' | 'productName'>,
  now: Date,
): TrackChange {
  const row = {
    ...track,
    ...dossier,
    openProductId: dossier.productId,
    noticeFrom: null,
    noticeUntil: null,
  };
  return { track: movedTo(row, scheme, 0, now), action: 'submit', step: null };
}

/**
 * What a reviewer's decision makes of a track. Throws `conflict` where nothing is awaited, where the step is listing (a
 * batch does that), and for a determination before the notice is over, with objections not answered, or against one upheld.
 */
export function decided(
  track: TrackRow,
  scheme: StoredScheme,
  decision: ReviewDecision,
  objections: ObjectionCounts,
  now: Date,
): TrackChange {
  const { awaitedStep: step } = track;
  if (step === null) {
    throw new ProblemError('conflict', `The application is ${track.state}: no step is awaited.`);
  }
  if (decision !== 'pass') {
    const state = decision === 'return' ? 'returned' : 'rejected';
    return { track: atRest(track, state, now), action: decision, step };
  }
  if (step === 'listed') {
    throw new ProblemError('conflict', 'Listing is done by publishing a batch.');
  }
  if (step === 'determined') checkNotice(track, objections, now);
  return { track: movedTo(track, scheme, track.place + 1, now), action: 'pass', step };
}

/** A track withdrawn by the applicant. */
export function withdrawn(track: TrackRow, now: Date): TrackChange {
  return { track: atRest(track, 'withdrawn', now), action: 'withdraw', step: track.awaitedStep };
}

/** A track listed by a batch, with its certificate. */
export function listed(track: TrackRow, certificateId: string, now: Date): TrackChange {
  const row = { ...atRest(track, 'listed', now), place: track.place + 1 };
  return {
    track: { ...row, batchId: track.batchId, certificateId },
    action: 'list',
    step: 'listed',
  };
}

function checkNotice(track: TrackRow, { open, upheld }: ObjectionCounts, now: Date): void {
  if (track.noticeUntil === null || now < endOfDay(track.noticeUntil)) {
    throw new ProblemError('conflict', `The public notice lasts until ${track.noticeUntil}.`);
  }
  if (open > 0) {
    throw new ProblemError('conflict', `${open} objections are not answered yet.`);
  }
  if (upheld > 0) {
    throw new ProblemError(
      'conflict',
      'An objection was found to be justified: return or reject the application.',
    );
  }
}

function movedTo(track: TrackRow, scheme: StoredScheme, place: number, now: Date): TrackRow {
  const chain = chainFor(scheme, track.countyCode);
  const today = dateInShanghai(now);
  const passed = place > 0 ? chain[place - 1] : undefined;
  const next = chain[place];
  const notice =
    passed?.step === 'publicNotice' && passed.days
      ? { noticeFrom: today, noticeUntil: lastDayAfter(today, passed.days) }
      : undefined;
  // A public notice is opened within no time of its own: its days are how long it lasts.
  const allowed = next && next.step !== 'publicNotice' ? next.days : undefined;
  return {
    ...changed(track, now),
    ...notice,
    place,
    state: stateAfter(chain, place),
    awaitedStep: next?.step ?? null,
    awaitedLevel: next?.level ?? null,
    awaitedRole: next?.role ?? null,
    awaitedArea: next?.level === 'township' ? track.townshipCode : track.countyCode,
    dueOn: allowed ? lastDayAfter(today, allowed) : null,
  };
}

function atRest(track: TrackRow, state: TrackRow['state'], now: Date): TrackRow {
  return {
    ...changed(track, now),
    state,
    awaitedStep: null,
    awaitedLevel: null,
    awaitedRole: null,
    awaitedArea: null,
    dueOn: null,
    openProductId: null,
    batchId: null,
  };
}

function changed(track: TrackRow, now: Date): TrackRow {
  return { ...track, version: track.version + 1, updatedAt: now.toISOString() };
}
