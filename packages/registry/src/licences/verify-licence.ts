import type { OriginFinding } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { registryItself, type Actor } from './change-status.ts';
import { grantLicence, reinstate } from './grant-licence.ts';
import { hoursAfter, licencePolicy } from './licence-policy.ts';
import { standingOf } from './licence-standing.ts';
import { setLicenceOrigins, updateMarkLicence, type StoredLicence } from './licence-store.ts';
import type { MarkLicenceOriginRow } from './licence-tables.ts';
import type { OriginLook } from './look-for-proof.ts';
import { newChallenge, proofPlaces } from './origin-challenge.ts';
import { refuseBarredOrigins } from './origin-holder.ts';

/** Whether it was the registry that suspended a licence, because its proofs were gone. */
export function isSuspendedByRegistry({ status, changes }: StoredLicence): boolean {
  return status === 'suspended' && changes.at(-1)?.actor === registryItself.role;
}

/** Throws `conflict` where no look can change anything about a licence. */
export function refuseUnlessVerifiable(licence: StoredLicence, now: Date): void {
  const standing = standingOf(licence, now);
  const isRenewing = licence.renewalRequestedAt !== null;
  const reason = whyNotVerifiable(licence, standing, isRenewing);
  if (reason) throw new ProblemError('conflict', reason);
}

function whyNotVerifiable(
  licence: StoredLicence,
  standing: string,
  isRenewing: boolean,
): string | undefined {
  if (licence.origins.some(({ challenge }) => challenge === null)) {
    return 'An administrator granted this licence without proof. Ask for its renewal to prove its origins.';
  }
  switch (standing) {
    case 'pending':
    case 'granted':
      return undefined;
    case 'expired':
      return isRenewing ? undefined : 'The licence has expired. Ask for its renewal first.';
    case 'suspended':
      return isSuspendedByRegistry(licence)
        ? undefined
        : 'A supervisor suspended the licence, and can reinstate it.';
    default:
      return `The licence is ${standing}, which is final. Ask for a new one.`;
  }
}

/**
 * The texts of which one is to be found at an origin: the challenge, and until a renewal is complete, for the registry's
 * own looks, the text that proved it before.
 */
export function textsToFind(
  origin: MarkLicenceOriginRow,
  options: { readonly ofOld: boolean },
): readonly string[] {
  const { challenge, provedChallenge } = origin;
  const texts = options.ofOld ? [challenge, provedChallenge] : [challenge];
  return [...new Set(texts.filter((text) => text !== null))];
}

/** Whether an origin's challenge has run out before it was answered. */
export function hasChallengeExpired(origin: MarkLicenceOriginRow, now: Date): boolean {
  const { challenge, provedChallenge, challengeExpiresAt } = origin;
  return (
    challenge !== provedChallenge &&
    challengeExpiresAt !== null &&
    challengeExpiresAt <= now.toISOString()
  );
}

/**
 * Takes down what looks at all origins of a licence brought to light. With every proof found, it is granted, renewed or, where
 * the registry had suspended it, reinstated; else each origin without one gets a finding, and a new challenge where the old
 * one has run out. To be called in a transaction that has locked the licence. Throws `conflict` where the licence has changed
 * since the looks, or its origins may not be licensed to its operator.
 */
export async function takeDownLooks(
  connection: Connection,
  licence: StoredLicence,
  looks: ReadonlyMap<string, OriginLook>,
  actor: Actor,
  now: Date,
): Promise<void> {
  refuseUnlessVerifiable(licence, now);
  const rows = licence.origins.map((origin) => {
    if (hasChallengeExpired(origin, now)) return withNewChallenge(origin, now);
    const look = looks.get(origin.origin);
    if (
      !look ||
      !textsToFind(origin, { ofOld: false }).every((text) => look.texts.includes(text))
    ) {
      throw new ProblemError('conflict', 'The licence has changed meanwhile. Try again.');
    }
    return look.proof
      ? withProof(origin, look.proof, now)
      : withFinding(origin, origin.challenge, look.found, now);
  });
  await setLicenceOrigins(connection, rows);
  if (rows.some(({ finding }) => finding !== null)) return;
  const nextCheckAt = hoursAfter(now, licencePolicy.recheckHours);
  if (licence.status === 'granted' && licence.renewalRequestedAt === null) {
    const next = { nextCheckAt: nextCheckAt.toISOString() };
    await updateMarkLicence(connection, licence.licenceId, next);
    return;
  }
  const origins = licence.origins.map(({ origin }) => origin);
  await refuseBarredOrigins(connection, licence, origins);
  if (licence.status === 'suspended') {
    const reason = 'the proofs are back';
    await reinstate(connection, licence, { actor, reason, nextCheckAt }, now);
  } else {
    await grantLicence(connection, licence, { actor, nextCheckAt }, now);
  }
}

/** An origin with the proof that was found. */
export function withProof(
  origin: MarkLicenceOriginRow,
  proof: NonNullable<OriginLook['proof']>,
  now: Date,
): MarkLicenceOriginRow {
  const at = now.toISOString();
  const isNew = proof.text !== origin.provedChallenge;
  return {
    ...origin,
    provedChallenge: proof.text,
    proofKind: proof.kind,
    provedAt: isNew ? at : origin.provedAt,
    checkedAt: at,
    proofSeen: proof.seen,
    failures: 0,
    failingSince: null,
    finding: null,
  };
}

/** An origin with the reason why a text was not found there. */
export function withFinding(
  origin: MarkLicenceOriginRow,
  text: string | null,
  found: string,
  now: Date,
): MarkLicenceOriginRow {
  const { fileUrl, dnsName } = proofPlaces(origin.origin);
  const dns = dnsName === null ? '' : `, or in a TXT record of ${dnsName}`;
  const finding: OriginFinding = {
    at: now.toISOString(),
    expected: `The text ${text} on a line of ${fileUrl}, answered with status 200${dns}.`,
    found,
    advice:
      'Put the text in place so that anybody on the internet can read it, without a redirect or a login, and have it verified again.',
  };
  return { ...origin, finding: JSON.stringify(finding) };
}

function withNewChallenge(origin: MarkLicenceOriginRow, now: Date): MarkLicenceOriginRow {
  const fresh = newChallenge(now);
  const finding: OriginFinding = {
    at: now.toISOString(),
    expected: `The challenge to be answered by ${origin.challengeExpiresAt}.`,
    found: 'It was not answered in time.',
    advice: `Put the new text in place, ${fresh.challenge}, and have it verified again.`,
  };
  return { ...origin, ...fresh, finding: JSON.stringify(finding) };
}
