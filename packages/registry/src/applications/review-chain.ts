import { divisionLevel, type NewSchemeStep, type TrackState } from '@fupin/schema';
import { isOfDivision } from '../keys/division-of-key.ts';
import type { StoredScheme } from '../schemes/scheme-store.ts';

/**
 * The steps that an application from a county passes. A county without a prefecture above it skips what that would have to
 * review; where it would have to give the notice, determine or list, the scheme is not for that county, see isWithinReach.
 */
export function chainFor(
  { reviewChain }: Pick<StoredScheme, 'reviewChain'>,
  countyCode: string,
): readonly NewSchemeStep[] {
  return hasPrefecture(countyCode)
    ? reviewChain
    : reviewChain.filter(({ level }) => level !== 'prefecture');
}

/** Whether an application from a county can go a scheme's way to its end. */
export function isWithinReach(
  { divisionCodes, reviewChain }: Pick<StoredScheme, 'divisionCodes' | 'reviewChain'>,
  countyCode: string,
): boolean {
  return (
    divisionCodes.some((code) => isOfDivision(countyCode, code)) &&
    (hasPrefecture(countyCode) ||
      !reviewChain.some(({ step, level }) => level === 'prefecture' && !skippable.has(step)))
  );
}

const skippable: ReadonlySet<string> = new Set(['firstReview', 'recheck']);

// The four municipalities, and counties directly under a province (third and fourth digit 90, GB/T 2260).
function hasPrefecture(countyCode: string): boolean {
  return !/^(?:11|12|31|50)/.test(countyCode) && countyCode.slice(2, 4) !== '90';
}

const furthestFirst = ['listed', 'determined', 'publicNotice', 'recheck', 'firstReview'] as const;

/** The state once a number of steps are passed: the furthest of them, so that a later re-check does not lead back. */
export function stateAfter(chain: readonly NewSchemeStep[], place: number): TrackState {
  const passed = new Set(chain.slice(0, place).map(({ step }) => step));
  return furthestFirst.find((step) => passed.has(step)) ?? 'submitted';
}

/** Whom a step is for: what of a key is asked. */
export interface Reviewer {
  readonly access: string;
  readonly divisionCode: string | null;
}

/** Where an application comes from. */
export interface Origin {
  readonly countyCode: string;
  readonly townshipCode: string | null;
}

/** Whether a step for an application is a reviewer's: of its role, its level, and the division in which the applicant is. */
export function isStepOf(
  { role, level }: Pick<NewSchemeStep, 'role' | 'level'>,
  { access, divisionCode }: Reviewer,
  { countyCode, townshipCode }: Origin,
): boolean {
  if (access !== role || divisionCode === null || divisionLevel(divisionCode) !== level) {
    return false;
  }
  if (level === 'township') return townshipCode === divisionCode;
  return isOfDivision(countyCode, divisionCode);
}
