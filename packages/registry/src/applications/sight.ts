import type { Caller } from '../keys/caller.ts';
import { isOfDivision } from '../keys/division-of-key.ts';
import type { StoredScheme } from '../schemes/scheme-store.ts';
import type { StoredApplication } from './application-store.ts';
import type { TrackRow } from './application-tables.ts';
import { chainFor, isStepOf, type Reviewer } from './review-chain.ts';

/**
 * How much a caller sees of an application: its applicant and the reviewers of its chains all of it, supervision all but
 * who to contact, the members and the files; nobody else anything. Drafts are the applicant's alone.
 */
export type Sight = 'applicant' | 'reviewer' | 'supervision';

/** What of a caller decides about reviewing. */
export function reviewerOf({ access, key }: Caller): Reviewer {
  return { access, divisionCode: key?.divisionCode ?? null };
}

/** How much a caller sees of an application; undefined where it is not to know that there is one. */
export function sightOf(
  caller: Caller,
  application: StoredApplication,
  schemes: ReadonlyMap<string, StoredScheme>,
): Sight | undefined {
  const { access, key } = caller;
  if (access === 'supplier') {
    return key?.supplierId === application.supplierId ? 'applicant' : undefined;
  }
  const submitted = application.tracks.filter(({ revision }) => revision !== null);
  if (submitted.length === 0) return undefined;
  if (submitted.some((track) => isReviewerOf(caller, track, schemes))) return 'reviewer';
  const bound = key?.divisionCode ?? (access === 'certifier' ? undefined : '000000');
  if (bound === undefined) return undefined;
  return isOfDivision(application.countyCode, bound) ? 'supervision' : undefined;
}

/** Whether some step of a track's chain is for a caller. */
export function isReviewerOf(
  caller: Caller,
  track: Pick<TrackRow, 'schemeId' | 'countyCode' | 'townshipCode'>,
  schemes: ReadonlyMap<string, StoredScheme>,
): boolean {
  const scheme = schemes.get(track.schemeId);
  if (!scheme) return false;
  const reviewer = reviewerOf(caller);
  return chainFor(scheme, track.countyCode).some((step) => isStepOf(step, reviewer, track));
}
