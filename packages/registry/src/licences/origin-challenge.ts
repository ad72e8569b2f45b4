import type { OriginChallenge } from '@fupin/schema';
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { daysAfter, licencePolicy } from './licence-policy.ts';
import type { MarkLicenceOriginRow } from './licence-tables.ts';
import { hostOf } from './site-origin.ts';

/** Where the proof of an origin is looked for: a file (RFC 8615), and a TXT record where the host has a name. */
export function proofPlaces(origin: string): Pick<OriginChallenge, 'fileUrl' | 'dnsName'> {
  const host = hostOf(new URL(origin).hostname);
  return {
    fileUrl: `${origin}/.well-known/fupin-licence.txt`,
    dnsName: isIP(host) ? null : `_fupin-licence.${host}`,
  };
}

/** A new challenge for an origin: a text that nobody can guess, to be put in place while it lasts. */
export function newChallenge(
  now: Date,
): Pick<MarkLicenceOriginRow, 'challenge' | 'challengeExpiresAt'> {
  return {
    challenge: `fupin-licence=${randomBytes(20).toString('hex')}`,
    challengeExpiresAt: daysAfter(now, licencePolicy.challengeDays).toISOString(),
  };
}

/** What is known of an origin before anything was asked or proved of it. */
export function newOrigin(
  licenceId: string,
  position: number,
  origin: string,
): MarkLicenceOriginRow {
  return {
    licenceId,
    position,
    origin,
    challenge: null,
    challengeExpiresAt: null,
    provedChallenge: null,
    proofKind: null,
    provedAt: null,
    checkedAt: null,
    proofSeen: null,
    failures: 0,
    failingSince: null,
    finding: null,
  };
}
