import {
  divisionLevel,
  isWithinDivision,
  type NewSchemeStep,
  type TrackState,
} from '@fupin/schema';
import { currentCountyCode } from '@fupin/schema/counties';
import type { StoredScheme } from '../schemes/scheme-store.ts';

/** The steps that an application from a county passes; a county without a prefecture above it skips that level. */
export function chainFor(
  { reviewChain }: Pick<StoredScheme, 'reviewChain'>,
  countyCode: string,
): readonly NewSchemeStep[] {
  return hasPrefecture(countyCode)
    ? reviewChain
    : reviewChain.filter(({ level }) => level !== 'prefecture');
}

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
  return isWithinDivision(countyCode, currentCountyCode(divisionCode) ?? divisionCode);
}
