import {
  dateInShanghai,
  endOfDay,
  startOfDay,
  type Certificate,
  type CertificateRenewal,
} from '@fupin/schema';
import { isBlacklisted, lockSupplier } from '../blacklist/blacklist-store.ts';
import type { Connection } from '../database/database.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import { findSchemes } from '../schemes/scheme-store.ts';
import { owesRemedy } from '../spot-checks/spot-check-store.ts';
import {
  certificateIdOf,
  existingCertificate,
  findCertificates,
  lockCertificate,
  upsertCertificates,
} from './certificate-store.ts';

/** How long before its end a certificate can be renewed. No rule is published; half a year is this registry's own choice. */
const renewalDays = 180;
const dayMs = 86_400_000;

/**
 * Makes the successor of a certificate: it begins on the day after the old one's last, or today where that has passed, so
 * that there is neither a gap nor an overlap that anybody chose. Throws `conflict` where the certificate can't be renewed.
 */
export async function renewCertificate(
  connection: Connection,
  certificateId: string,
  renewal: CertificateRenewal,
  now: Date,
): Promise<Certificate> {
  const { supplierId } = await existingCertificate(connection, certificateId, now);
  // In this order, so that a supplier is not put on the blacklist meanwhile, and two renewals do not wait for each other.
  await lockSupplier(connection, supplierId);
  await lockCertificate(connection, certificateId);
  const old = await existingCertificate(connection, certificateId, now);
  await checkRenewable(connection, old, now);
  const validFrom = beginningOf(old, now);
  const validUntil = await endOf(connection, old, { validFrom, ...renewal });
  await checkAlone(connection, old, { validFrom, validUntil });
  const directoryNo = renewal.directoryNo ?? nextNumber(old.directoryNo);
  const successorId = certificateIdOf(directoryNo);
  const [taken] = await findCertificates(connection, { certificateIds: [successorId] });
  if (taken) {
    throw new ProblemError('conflict', `The directory number ${directoryNo} is taken.`);
  }
  await upsertCertificates(connection, [
    {
      schemeId: old.schemeId,
      directoryNo,
      batch: renewal.batch ?? old.batch,
      productId: old.productId,
      countyCode: old.certifiedBy.code,
      reviewChain: [
        {
          step: 'determined',
          actor:
            old.reviewChain.findLast(({ step }) => step === 'determined')?.actor ??
            old.certifiedBy.name,
          divisionCode: old.certifiedBy.code,
          on: dateInShanghai(now),
        },
      ],
      linkage: renewal.linkage,
      commodityValueFen: renewal.commodityValueFen ?? old.commodityValueFen,
      annualSupply: renewal.annualSupply ?? old.annualSupply,
      validFrom,
      validUntil,
      renews: certificateId,
    },
  ]);
  return existingCertificate(connection, successorId, now);
}

async function checkRenewable(connection: Connection, old: Certificate, now: Date): Promise<void> {
  const refuse = (detail: string) => new ProblemError('conflict', detail);
  if (old.renewedBy !== undefined) {
    throw refuse(`The certificate was renewed before, by ${old.renewedBy}.`);
  }
  if (old.status === 'withdrawn') throw refuse('The certificate is withdrawn, which is final.');
  if (old.status !== 'active') {
    throw refuse(`The certificate is ${old.status}. Reinstate it before it is renewed.`);
  }
  if (endOfDay(old.validUntil).getTime() - now.getTime() > renewalDays * dayMs) {
    throw refuse(
      `The certificate is valid until ${old.validUntil}; it can be renewed in its last ${renewalDays} days.`,
    );
  }
  if (await isBlacklisted(connection, old.supplierId, now)) {
    throw refuse('The supplier is on the blacklist.');
  }
  if (await owesRemedy(connection, old.certificateId)) {
    throw refuse('A spot check has asked for a remedy, and none has passed since.');
  }
}

function beginningOf({ validUntil }: Certificate, now: Date): string {
  const next = dateInShanghai(endOfDay(validUntil));
  const today = dateInShanghai(now);
  return next > today ? next : today;
}

async function endOf(
  connection: Connection,
  { schemeId = '' }: Certificate,
  {
    validFrom,
    validUntil,
  }: { readonly validFrom: string; readonly validUntil?: string | undefined },
): Promise<string> {
  const scheme = (await findSchemes(connection, [schemeId])).get(schemeId);
  if (!scheme) throw new Error(`there is no scheme ${schemeId}`);
  const latest = lastDayOf(validFrom, scheme.validityMonths);
  if (validUntil === undefined) return latest;
  if (validUntil >= validFrom && validUntil <= latest) return validUntil;
  throw invalidInput(
    'body',
    '/validUntil',
    `must be a day from ${validFrom} to ${latest}, for the scheme’s certificates are valid for ${scheme.validityMonths} months`,
  );
}

/** The last day of a number of months that begin with a day. */
function lastDayOf(first: string, months: number): string {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const after = new Date(Date.UTC(year, month - 1 + months, Math.min(day, daysInMonth)));
  return dateInShanghai(new Date(startOfDay(after.toISOString().slice(0, 10)).getTime() - 1));
}

async function checkAlone(
  connection: Connection,
  old: Certificate,
  days: Pick<Certificate, 'validFrom' | 'validUntil'>,
): Promise<void> {
  const others = await findCertificates(connection, { productIds: [old.productId] });
  const overlapping = others.find(
    ({ certificateId, schemeId, validFrom, validUntil, statusChanges }) =>
      certificateId !== old.certificateId &&
      schemeId === old.schemeId &&
      validFrom <= days.validUntil &&
      validUntil >= days.validFrom &&
      statusChanges.every(({ status }) => status !== 'withdrawn'),
  );
  if (!overlapping) return;
  throw new ProblemError(
    'conflict',
    `The product has another certificate under the scheme, ${overlapping.directoryNo}, valid from ` +
      `${overlapping.validFrom} to ${overlapping.validUntil}.`,
  );
}

/** The number of a successor: `…-R1`, then `…-R2`. */
function nextNumber(directoryNo: string): string {
  const [, stem = directoryNo, times = '0'] = /^(.*)-R(\d{1,4})$/.exec(directoryNo) ?? [];
  return `${stem}-R${Number(times) + 1}`;
}
