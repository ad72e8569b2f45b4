import { toDidWeb } from '@fupin/credential';
import { createCache, verifyBadge, type VerificationKey } from '@fupin/credential/verify';
import type { BadgeBundle, KeySet } from '@fupin/schema';
import type { RegistryContext } from '../provider/registry-context.ts';
import { badgeLoaderOf } from './badge-loader.ts';
import type { BadgeOutcome } from './badge-state.ts';

const cache = createCache();

/**
 * Loads a badge, unless its bundle is given, and verifies it for the page at `origin`. The issuer is the registry that the
 * page names, whatever the bundle says of itself.
 * @throws {ClientError} when the registry could not be asked
 */
export async function judgeBadge(
  badgeId: string,
  { registry, reader }: RegistryContext,
  origin: string,
  given?: BadgeBundle,
): Promise<BadgeOutcome> {
  const { badges, certificates, statusLists, keySet } =
    given ?? (await badgeLoaderOf(reader).load(badgeId));
  const entry = badges[badgeId];
  const certificate = entry && certificates[entry.certificateId];
  if (!certificate) return missing;
  const keys = keySet.keys.filter(isVerificationKey);
  const outcome = await verifyBadge(
    { badge: entry.badge, certificate, statusLists, keySet: { keys } },
    { issuer: toDidWeb(registry), origin, cache },
  );
  if (outcome.state === 'unverifiable') return outcome;
  // A genuine badge of another product, under the id that was asked for, says nothing about this one.
  return outcome.badge.id.endsWith(`/${badgeId}`) ? outcome : missing;
}

const missing: BadgeOutcome = { state: 'unverifiable', reason: 'badgeMissing' };

function isVerificationKey(key: KeySet['keys'][number]): key is typeof key & VerificationKey {
  return key.crv === 'P-256' && key.x !== undefined && key.y !== undefined;
}
