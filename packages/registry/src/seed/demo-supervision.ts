import type { ComplaintState, NewComplaint, SpotCheckResult } from '@fupin/schema';
import { addBlacklistEntry } from '../blacklist/blacklist-store.ts';
import { certificateIdOf, type NewCertificate } from '../certificates/certificate-store.ts';
import { addComplaint, addComplaintStep } from '../complaints/complaint-store.ts';
import type { Connection } from '../database/database.ts';
import { supplierIdOf } from '../directory/supplier-store.ts';
import { addSpotCheck, concludeSpotCheck } from '../spot-checks/spot-check-store.ts';
import type { DemoProduct } from './demo-directory.ts';

const dayMs = 86_400_000;

const openComplaints: readonly {
  readonly complaint: NewComplaint;
  readonly steps: readonly ComplaintState[];
}[] = [
  { complaint: { kind: 'service', text: '付款四天仍未发货，客服无人应答。' }, steps: [] },
  {
    complaint: { kind: 'price', text: '同规格产品在其他平台便宜近三成。' },
    steps: ['acknowledged'],
  },
  {
    complaint: { kind: 'quality', text: '收到时包装破损，部分已受潮。' },
    steps: ['acknowledged', 'investigating'],
  },
];

/**
 * What supervision has found in the demo: a failed spot check behind each suspension for one, a few that passed, one whose
 * remedy is owed and one that is planned; complaints at every step; and one supplier on the blacklist.
 */
export async function superviseDemo(
  connection: Connection,
  directory: readonly DemoProduct[],
  now: Date,
): Promise<void> {
  const certified = directory.flatMap(({ certificate, ...product }) =>
    certificate ? [{ ...product, certificate }] : [],
  );
  const inForce = certified.filter(({ standing }) => standing === 'inForce');
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  const on = (instant: Date) => instant.toISOString().slice(0, 10);

  for (const { certificate } of certified) {
    const change = certificate.statusChanges?.[0];
    if (change?.reasonCode === 'spotCheckFailed') {
      const result = { outcome: 'failed', finding: change.reason ?? '' } as const;
      await check(connection, certificate, new Date(change.at), result);
    }
    if (change?.reasonCode === 'complaintUpheld') {
      const complaint: NewComplaint = { kind: 'fake', text: '实物产地与包装标注不符。' };
      const steps = ['acknowledged', 'investigating', 'upheld'] as const;
      await complain(connection, certificate, complaint, steps, new Date(change.at));
    }
  }
  for (const [place, { certificate }] of inForce.slice(0, 5).entries()) {
    const finding = '带贫机制、质量与价格均合格';
    await check(connection, certificate, daysAgo(12 + place * 9), { outcome: 'passed', finding });
  }
  for (const { certificate } of inForce.slice(5, 6)) {
    const finding = '标签未标明生产日期，限期整改';
    const remedyBy = on(daysAgo(-10));
    await check(connection, certificate, daysAgo(4), { outcome: 'remedy', finding, remedyBy });
  }
  for (const { certificate } of inForce.slice(6, 7)) await check(connection, certificate, now);
  for (const [place, { complaint, steps }] of openComplaints.entries()) {
    const about = inForce[7 + place];
    if (about) await complain(connection, about.certificate, complaint, steps, daysAgo(place + 1));
  }
  const listed = certified.find(({ standing }) => standing === 'withdrawn');
  if (!listed) return;
  const { supplier, certificate } = listed;
  const entry = {
    supplierId: supplierIdOf(supplier.uscc),
    countyCode: supplier.countyCode,
    reason: '以普通产品冒充认定产品',
    until: on(daysAgo(-365)),
    certificateStatus: 'withdrawn',
    certificatesChanged: 1,
    addedBy: null,
  } as const;
  const addedAt = certificate.statusChanges?.[0]?.at;
  await addBlacklistEntry(connection, entry, addedAt === undefined ? now : new Date(addedAt));
}

async function check(
  connection: Connection,
  { directoryNo, countyCode }: NewCertificate,
  at: Date,
  result?: SpotCheckResult,
): Promise<void> {
  const planned = {
    certificateId: certificateIdOf(directoryNo),
    countyCode,
    aspects: ['mechanism', 'quality', 'price'],
    plannedFor: at.toISOString().slice(0, 10),
    createdBy: null,
  } as const;
  const spotCheckId = await addSpotCheck(connection, planned, at);
  if (result) await concludeSpotCheck(connection, spotCheckId, result, { keyId: null, now: at });
}

/** A complaint whose last step was taken at an instant, the others on the days before. */
async function complain(
  connection: Connection,
  { directoryNo, countyCode }: NewCertificate,
  complaint: NewComplaint,
  steps: readonly ComplaintState[],
  lastAt: Date,
): Promise<void> {
  const certificateId = certificateIdOf(directoryNo);
  const dayBefore = (days: number) => new Date(lastAt.getTime() - days * dayMs);
  const { complaintId } = await addComplaint(
    connection,
    { ...complaint, certificateId, countyCode },
    dayBefore(steps.length),
  );
  for (const [place, state] of steps.entries()) {
    const isClosed = state === 'upheld';
    const reason = isClosed ? '经查实，移出目录' : null;
    const step = { state, reason, keyId: null };
    const stepAt = dayBefore(steps.length - 1 - place);
    await addComplaintStep(connection, complaintId, step, { isClosed, now: stepAt });
  }
}
