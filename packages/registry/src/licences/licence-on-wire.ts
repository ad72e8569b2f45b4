import type { MarkLicence, MarkLicenceOrigin, OriginFinding, Signatory } from '@fupin/schema';
import { standingOf } from './licence-standing.ts';
import type { StoredLicence } from './licence-store.ts';
import type { MarkLicenceOriginRow } from './licence-tables.ts';
import { proofPlaces } from './origin-challenge.ts';

/** A licence as it stands at an instant; with challenges, findings and signatory for its licensee alone. */
export function licenceOnWire(
  licence: StoredLicence,
  { at, isLicensee }: { readonly at: Date; readonly isLicensee: boolean },
): MarkLicence {
  const { termsVersion, termsDigest, acceptedAt, signatory, renewalRequestedAt } = licence;
  return {
    licenceId: licence.licenceId,
    licenceNo: licence.licenceNo,
    status: standingOf(licence, at),
    outletId: licence.outletId,
    outletName: licence.outletName,
    operatorName: licence.operatorName,
    origins: licence.origins.map((origin) => ({
      ...publicPart(origin),
      ...(isLicensee && privatePart(origin)),
    })),
    terms:
      termsVersion !== null && termsDigest !== null && acceptedAt !== null
        ? { version: termsVersion, digest: termsDigest, acceptedAt }
        : null,
    ...(isLicensee && signatory !== null && { signatory: JSON.parse(signatory) as Signatory }),
    requestedAt: licence.requestedAt,
    validFrom: licence.validFrom,
    validUntil: licence.validUntil,
    ...(isLicensee && renewalRequestedAt !== null && { renewalRequestedAt }),
    statusChanges: licence.changes.map(({ status, at: changedAt, actor, reason }) => ({
      status,
      at: changedAt,
      by: actor,
      ...(reason !== null && { reason }),
    })),
  };
}

function publicPart(row: MarkLicenceOriginRow): MarkLicenceOrigin {
  const { origin, proofKind, provedAt, checkedAt, proofSeen } = row;
  const isProved =
    proofKind !== null && provedAt !== null && checkedAt !== null && proofSeen !== null;
  return {
    origin,
    proof: isProved ? { kind: proofKind, provedAt, checkedAt, seen: proofSeen } : null,
  };
}

function privatePart(row: MarkLicenceOriginRow) {
  const { origin, challenge, provedChallenge, challengeExpiresAt, finding } = row;
  const expiresAt = challenge === provedChallenge ? null : challengeExpiresAt;
  return {
    ...(challenge !== null && {
      challenge: { text: challenge, ...proofPlaces(origin), expiresAt },
    }),
    ...(finding !== null && { finding: JSON.parse(finding) as OriginFinding }),
  };
}
