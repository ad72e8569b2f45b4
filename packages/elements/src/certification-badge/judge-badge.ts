import type { Reader } from '@fupin/client/read';
import { verifyBadge } from '@fupin/credential/verify';
import type { BadgeBundle } from '@fupin/schema';
import type { RegistryContext } from '../provider/registry-context.ts';
import { BadgeLoader } from './badge-loader.ts';
import type { BadgeOutcome } from './badge-state.ts';
import { dueAfter } from './due-time.ts';
import { lookEvery } from './page-watch.ts';
import { cache, evidenceIn, trustIn, type Trusted } from './trust.ts';
import { verifiedFacts, type VerifiedClaims } from './verified-facts.ts';

/** How long an outcome serves, in milliseconds; a status may have changed after that. */
const maximumAge = 5 * 60_000;

/** What became of a badge. */
export interface Judgement {
  readonly outcome: BadgeOutcome;
  /** When it was verified, in milliseconds since 1970. */
  readonly at: number;
  /** Whether it has to be verified anew. */
  readonly isDue: () => boolean;
}

interface Judging {
  readonly judgement: Promise<Judgement>;
  isDue: () => boolean;
}

const perReader = new WeakMap<Reader, { loader: BadgeLoader; judged: Map<string, Judging> }>();

/**
 * Loads a badge and verifies it for the page at `origin`; what asks again before it is due shares the outcome, unless it
 * wants it `anew`.
 * @throws {ClientError} when the registry could not be asked; the next to ask has it asked again
 */
export function judgeBadge(
  badgeId: string,
  context: RegistryContext,
  origin: string,
  anew = false,
): Promise<Judgement> {
  const { reader, rootKey } = context;
  let own = perReader.get(reader);
  if (!own) perReader.set(reader, (own = { loader: new BadgeLoader(reader), judged: new Map() }));
  const { loader, judged } = own;
  const question = `${badgeId} ${rootKey}`;
  const known = judged.get(question);
  if (known && !anew && !known.isDue()) return known.judgement;
  const judgement = loader
    .load(badgeId)
    .then((bundle) => judgeBundle(badgeId, bundle, context, origin));
  const judging: Judging = { judgement, isDue: () => false };
  judged.set(question, judging);
  judgement.then(
    ({ isDue }) => (judging.isDue = isDue),
    () => judged.delete(question),
  );
  return judgement;
}

/**
 * Verifies a badge of a bundle for the page at `origin`, through the whole of the time until the page is looked at again. The
 * issuer is the registry that the page names, whatever the bundle says of itself.
 */
export async function judgeBundle(
  badgeId: string,
  bundle: BadgeBundle,
  trusted: Trusted,
  origin: string,
): Promise<Judgement> {
  const at = Date.now();
  const now = at + lookEvery;
  const entry = bundle.badges[badgeId];
  const certificate = entry && bundle.certificates[entry.certificateId];
  const verification = certificate
    ? await verifyBadge(
        { ...evidenceIn(bundle), badge: entry.badge, certificate },
        { ...trustIn(trusted), origin, now },
      )
    : missing;
  const after = (delay: number) => ({ at, isDue: dueAfter(delay) });
  if (verification.state === 'unverifiable') {
    return { outcome: verification, ...after(maximumAge) };
  }
  // A genuine badge of another product, under the id that was asked for, says nothing about this one.
  if (!verification.badge.id.endsWith(`/${badgeId}`)) {
    return { outcome: missing, ...after(maximumAge) };
  }
  const ends = endsOf(verification).filter((end) => end > now);
  return {
    outcome: { state: verification.state, facts: verifiedFacts(verification, trusted.registry) },
    ...after(Math.min(maximumAge, ...ends.map((end) => end - now))),
  };
}

/** When badge, certificate and the status lists that it names run out, in milliseconds since 1970. */
function endsOf({ badge, certificate }: VerifiedClaims): number[] {
  const named = certificate.credentialStatus.map((entry) => entry.statusListCredential);
  const lists = [...cache.newest.values()].map(({ claims }) => claims);
  return [badge, certificate, ...lists.filter(({ id }) => named.includes(id))].map(
    ({ validUntil }) => Date.parse(validUntil),
  );
}

const missing = { state: 'unverifiable', reason: 'badgeMissing' } as const;
