import type { Application } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { findSchemes, type StoredScheme } from '../schemes/scheme-store.ts';
import { findApplication, type StoredApplication } from './application-store.ts';
import type { TrackRow } from './application-tables.ts';
import { applicationView } from './application-view.ts';
import { isStepOf } from './review-chain.ts';
import { reviewerOf, sightOf, type Sight } from './sight.ts';
import { awaitedStepFor } from './track-flow.ts';

/** An application that a caller may know of, with the schemes it seeks. */
export interface SeenApplication {
  readonly application: StoredApplication;
  readonly schemes: ReadonlyMap<string, StoredScheme>;
  readonly sight: Sight;
}

/** An application as far as a caller sees it. Throws `notFound` where there is none, or none that the caller may know of. */
export async function seenApplication(
  connection: Connection,
  caller: Caller,
  applicationId: string,
  options: { readonly lock?: boolean } = {},
): Promise<SeenApplication> {
  const application = await findApplication(connection, applicationId, options);
  const schemes = await findSchemes(
    connection,
    application?.tracks.map(({ schemeId }) => schemeId) ?? [],
  );
  const sight = application && sightOf(caller, application, schemes);
  if (sight) return { application, schemes, sight };
  throw new ProblemError('notFound', `There is no application ${applicationId}.`);
}

/**
 * What a caller is answered about an application: the applicant what it works on, an official the dossier on which a step
 * awaits it (the oldest, where several schemes do), else what was submitted last; or what was submitted under a scheme.
 */
export async function answeredApplication(
  connection: Connection,
  caller: Caller,
  applicationId: string,
  submittedUnder?: string,
): Promise<Application> {
  const seen = await seenApplication(connection, caller, applicationId);
  const { application, schemes, sight } = seen;
  if (sight === 'applicant' && submittedUnder === undefined) {
    const { revision } = application;
    return applicationView(connection, application, schemes, {
      sight,
      revision,
      isAsSubmitted: false,
    });
  }
  const revision =
    submittedUnder === undefined
      ? revisionBefore(caller, seen)
      : trackOf(application, submittedUnder).revision;
  if (revision === null) {
    throw new ProblemError('notFound', `Nothing was submitted under ${submittedUnder}.`);
  }
  return applicationView(connection, application, schemes, {
    sight,
    revision,
    isAsSubmitted: true,
  });
}

/** The revision that is before an official: what it is to decide on, else what was submitted last. */
export function revisionBefore(
  caller: Caller,
  { application, schemes }: Pick<SeenApplication, 'application' | 'schemes'>,
): number {
  const submitted = application.tracks.flatMap(({ revision, ...track }) =>
    revision === null ? [] : [{ ...track, revision }],
  );
  const awaiting = submitted.filter((track) => {
    const step = awaitedStepFor(track, schemeOf(schemes, track));
    return step !== undefined && isStepOf(step, reviewerOf(caller), track);
  });
  return awaiting.length > 0
    ? Math.min(...awaiting.map(({ revision }) => revision))
    : Math.max(...submitted.map(({ revision }) => revision));
}

/** The track of an application under a scheme; throws `notFound` where it seeks no certificate under that. */
export function trackOf({ tracks }: StoredApplication, schemeId: string): TrackRow {
  const track = tracks.find((each) => each.schemeId === schemeId);
  if (track) return track;
  throw new ProblemError('notFound', `The application is not made under ${schemeId}.`);
}

/** The scheme of a track. */
export function schemeOf(
  schemes: ReadonlyMap<string, StoredScheme>,
  { schemeId }: Pick<TrackRow, 'schemeId'>,
): StoredScheme {
  const scheme = schemes.get(schemeId);
  if (!scheme) throw new Error(`there is no scheme ${schemeId}`);
  return scheme;
}

/** Throws `conflict` where a record was changed after it was read. */
export function checkVersion(current: number, given: number): void {
  if (current === given) return;
  throw new ProblemError(
    'conflict',
    `The version is ${current} now and was ${given} when you read it. Read it again before you decide.`,
  );
}
