import type { BlacklistEntry, NewBlacklistEntry } from './blacklist.ts';
import type { CertificateRenewal } from './certificate-renewal.ts';
import type { CertificateSupervision } from './certificate-supervision.ts';
import type {
  Complaint,
  ComplaintFollowUp,
  ComplaintProgress,
  ComplaintReceipt,
  ComplaintStateChange,
  ComplaintSummary,
  NewComplaint,
} from './complaint.ts';
import { certificate, county, outlet, supplier } from './fixtures.ts';
import type { NewSpotCheck, SpotCheck, SpotCheckResult } from './spot-check.ts';

/** What the certifying county confirms on renewing the certificate. */
export const renewal = {
  linkage: {
    kinds: ['guaranteedPurchase', 'employment'],
    householdsHelped: 156,
    peopleHelped: 560,
  },
  checklist: { mechanism: true, quality: true, price: true },
} as const satisfies CertificateRenewal;

/** A spot check that found something to be put right. */
export const spotCheckResult = {
  outcome: 'remedy',
  finding: '包装未标明生产日期，限期整改',
  evidence: '检查记录 MT-2020-1102，附照片 3 张',
  remedyBy: '2020-11-20',
} as const satisfies SpotCheckResult;

/** The same as it is recorded on the day of the check. */
export const newSpotCheck = {
  aspects: ['quality', 'price'],
  result: spotCheckResult,
} as const satisfies NewSpotCheck;

/** The same as it is stored. */
export const spotCheck = {
  spotCheckId: 'spc_8d2k5m1x7q',
  certificateId: certificate.certificateId,
  aspects: newSpotCheck.aspects,
  plannedFor: '2020-11-02',
  ...spotCheckResult,
  createdAt: '2020-11-02T02:10:00.000Z',
  concludedAt: '2020-11-02T02:10:00.000Z',
} as const satisfies SpotCheck;

/** A shopper's complaint. */
export const newComplaint = {
  kind: 'quality',
  text: '罐内茶叶受潮结块，与页面图片不符。',
  outletId: outlet.outletId,
  orderNo: 'A20201101-7',
  contact: '13800000000',
} as const satisfies NewComplaint;

/** What the shopper is given. */
export const complaintReceipt = {
  complaintId: 'cmp_4t6w9z2c8r',
  receiptNo: '20201103-7K2M9QX4T1',
  followUpCode: 'Z8R4N0V6C2J7H3D9W5GA',
  state: 'received',
  receivedAt: '2020-11-03T03:00:00.000Z',
  acknowledgeBy: '2020-11-10T03:00:00.000Z',
} as const satisfies ComplaintReceipt;

/** The numbers by which the complaint is followed. */
export const complaintFollowUp = {
  receiptNo: complaintReceipt.receiptNo,
  followUpCode: complaintReceipt.followUpCode,
} as const satisfies ComplaintFollowUp;

/** The complaint in a list of those who handle it. */
export const complaintSummary = {
  complaintId: complaintReceipt.complaintId,
  receiptNo: complaintReceipt.receiptNo,
  certificateId: certificate.certificateId,
  productId: certificate.productId,
  outletId: outlet.outletId,
  kind: newComplaint.kind,
  state: 'acknowledged',
  receivedAt: complaintReceipt.receivedAt,
  acknowledgeBy: complaintReceipt.acknowledgeBy,
} as const satisfies ComplaintSummary;

/** The next step of the complaint. */
export const complaintStateChange = {
  state: 'acknowledged',
} as const satisfies ComplaintStateChange;

const events = [
  { state: complaintStateChange.state, at: '2020-11-04T01:30:00.000Z', reason: null },
] as const;

/** The complaint in full. */
export const complaint = {
  ...complaintSummary,
  text: newComplaint.text,
  orderNo: newComplaint.orderNo,
  contact: newComplaint.contact,
  events,
} as const satisfies Complaint;

/** How the complaint stands, for the shopper. */
export const complaintProgress = {
  receiptNo: complaintReceipt.receiptNo,
  certificateId: certificate.certificateId,
  kind: newComplaint.kind,
  state: 'acknowledged',
  receivedAt: complaintReceipt.receivedAt,
  acknowledgeBy: complaintReceipt.acknowledgeBy,
  events,
} as const satisfies ComplaintProgress;

/** What the certificate shows of spot check and complaint. */
export const supervision = {
  spotChecks: [
    {
      aspects: spotCheck.aspects,
      outcome: spotCheck.outcome,
      finding: spotCheck.finding,
      remedyBy: spotCheck.remedyBy,
      concludedAt: spotCheck.concludedAt,
    },
  ],
  complaints: { received: 1, open: 1, upheld: 0, dismissed: 0 },
} as const satisfies CertificateSupervision;

/** A supplier to be put on the blacklist. */
export const newBlacklistEntry = {
  supplierId: supplier.supplierId,
  reason: '以普通产品冒充认定产品',
  until: '2022-11-05',
  certificateStatus: 'withdrawn',
} as const satisfies NewBlacklistEntry;

/** The same on the list. */
export const blacklistEntry = {
  blacklistEntryId: 'bla_1x7q5m8d2k',
  ...newBlacklistEntry,
  supplierName: supplier.name,
  uscc: supplier.uscc,
  county,
  addedAt: '2020-11-05T06:00:00.000Z',
  removedAt: null,
  removalReason: null,
  certificatesChanged: 1,
} as const satisfies BlacklistEntry;
