import type { Reader } from '@fupin/client/read';
import { toDidWeb } from '@fupin/credential';
import { createCache, verifyBadge, type VerificationKey } from '@fupin/credential/verify';
import type { BadgeBundle, KeySet } from '@fupin/schema';
import type { RegistryContext } from '../provider/registry-context.ts';
import { BadgeLoader } from './badge-loader.ts';
import type { BadgeOutcome } from './badge-state.ts';
import { lookEvery } from './page-watch.ts';
import { verifiedFacts, type VerifiedClaims } from './verified-facts.ts';

/** How long an outcome serves, in milliseconds; a status may have changed after that. */
const maximumAge = 5 * 60_000;

/** What became of a badge, and when it has to be verified anew, in milliseconds since 1970. */
export interface Judgement {
  readonly outcome: BadgeOutcome;
  readonly dueAt: number;
}

interface Judging {
  readonly judgement: Promise<Judgement>;
  /** Infinity while the verification goes on. */
  dueAt: number;
}

const cache = createCache();
const perReader = new WeakMap<Reader, { loader: BadgeLoader; judged: Map<string, Judging> }>();

/**
 * Loads a badge and verifies it for the page at `origin`; what asks again before it is due shares the outcome.
 * @throws {ClientError} when the registry could not be asked; the next to ask has it asked again
 */
export function judgeBadge(
  badgeId: string,
  { registry, reader }: RegistryContext,
  origin: string,
): Promise<Judgement> {
  let own = perReader.get(reader);
  if (!own) perReader.set(reader, (own = { loader: new BadgeLoader(reader), judged: new Map() }));
  const { loader, judged } = own;
  const known = judged.get(badgeId);
  if (known && Date.now() < known.dueAt) return known.judgement;
  const judgement = loader
    .load(badgeId)
    .then((bundle) => judgeBundle(badgeId, bundle, registry, origin));
  const judging: Judging = { judgement, dueAt: Infinity };
  judged.set(badgeId, judging);
  judgement.then(
    ({ dueAt }) => (judging.dueAt = dueAt),
    () => judged.delete(badgeId),
  );
  return judgement;
}

/**
 * Verifies a badge of a bundle for the page at `origin`, through the whole of the time until the page is looked at again. The
 * issuer is the registry that the page names, whatever the bundle says of itself.
 */
export async function judgeBundle(
  badgeId: string,
  { badges, certificates, statusLists, keySet }: BadgeBundle,
  registry: string,
  origin: string,
): Promise<Judgement> {
  const now = Date.now() + lookEvery;
  const entry = badges[badgeId];
  const certificate = entry && certificates[entry.certificateId];
  const verification = certificate
    ? await verifyBadge(
        {
          badge: entry.badge,
          certificate,
          statusLists,
          keySet: { keys: keySet.keys.filter(isVerificationKey) },
        },
        { issuer: toDidWeb(registry), origin, cache, now },
      )
    : missing;
  const dueAt = now - lookEvery + maximumAge;
  if (verification.state === 'unverifiable') return { outcome: verification, dueAt };
  // A genuine badge of another product, under the id that was asked for, says nothing about this one.
  if (!verification.badge.id.endsWith(`/${badgeId}`)) return { outcome: missing, dueAt };
  const ends = endsOf(verification).filter((end) => end > now);
  return {
    outcome: { state: verification.state, facts: verifiedFacts(verification, registry) },
    dueAt: Math.min(dueAt, ...ends.map((end) => end - lookEvery)),
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

function isVerificationKey(key: KeySet['keys'][number]): key is typeof key & VerificationKey {
  return key.crv === 'P-256' && key.x !== undefined && key.y !== undefined;
}
