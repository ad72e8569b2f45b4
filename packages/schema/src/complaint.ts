import { CertificateId, ComplaintId, OutletId, ProductId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { Instant, line, paragraphs } from './scalar.ts';
import * as z from 'zod/mini';

/** What a complaint is about. */
export const complaintKinds = [
  'fake',
  'quality',
  'price',
  'mechanism',
  'service',
  'other',
] as const;
export type ComplaintKind = Open<(typeof complaintKinds)[number]>;

/** Where a complaint stands. */
export const complaintStates = [
  'received',
  'acknowledged',
  'investigating',
  'upheld',
  'dismissed',
] as const;
export type ComplaintState = Open<(typeof complaintStates)[number]>;

/** The states that each state of a complaint can change to. */
export const complaintStateChanges = {
  received: ['acknowledged'],
  acknowledged: ['investigating'],
  investigating: ['upheld', 'dismissed'],
  upheld: [],
  dismissed: [],
} as const satisfies Record<
  (typeof complaintStates)[number],
  readonly (typeof complaintStates)[number][]
>;

/** What somebody complains of. Order number and contact are for those who handle the complaint, and shown to nobody else. */
export const NewComplaint = z.readonly(
  z.strictObject({
    kind: z.enum(complaintKinds),
    text: paragraphs(2000),
    /** Where it was bought. */
    outletId: z.optional(OutletId),
    orderNo: z.optional(line(64)),
    /** A telephone number or address, if the complainant wants to be asked. */
    contact: z.optional(line(200)),
  }),
);
export type NewComplaint = z.infer<typeof NewComplaint>;

/** What a complainant is given to follow a complaint by. The code is shown once. */
export const ComplaintReceipt = z.readonly(
  z.looseObject({
    complaintId: ComplaintId,
    receiptNo: z.string(),
    followUpCode: z.string(),
    state: openEnum(complaintStates),
    receivedAt: Instant,
    /** By when the complaint is to be acknowledged. */
    acknowledgeBy: Instant,
  }),
);
export type ComplaintReceipt = z.infer<typeof ComplaintReceipt>;

/** The numbers on a receipt, by which its holder asks how a complaint stands. */
export const ComplaintFollowUp = z.readonly(
  z.strictObject({ receiptNo: line(40), followUpCode: line(40) }),
);
export type ComplaintFollowUp = z.infer<typeof ComplaintFollowUp>;

/** A step of a complaint's handling; the reason goes to the complainant. */
export const ComplaintEvent = z.readonly(
  z.looseObject({ state: openEnum(complaintStates), at: Instant, reason: z.nullable(z.string()) }),
);
export type ComplaintEvent = z.infer<typeof ComplaintEvent>;

/** How a complaint stands, as its complainant sees it. */
export const ComplaintProgress = z.readonly(
  z.looseObject({
    receiptNo: z.string(),
    certificateId: CertificateId,
    kind: openEnum(complaintKinds),
    state: openEnum(complaintStates),
    receivedAt: Instant,
    acknowledgeBy: Instant,
    events: z.readonly(z.array(ComplaintEvent)),
  }),
);
export type ComplaintProgress = z.infer<typeof ComplaintProgress>;

/** A complaint as those who handle it see it in a list. */
export const ComplaintSummary = z.readonly(
  z.looseObject({
    complaintId: ComplaintId,
    receiptNo: z.string(),
    certificateId: CertificateId,
    productId: ProductId,
    outletId: z.nullable(OutletId),
    kind: openEnum(complaintKinds),
    state: openEnum(complaintStates),
    receivedAt: Instant,
    acknowledgeBy: Instant,
  }),
);
export type ComplaintSummary = z.infer<typeof ComplaintSummary>;

/** A complaint in full, for those who handle it. */
export const Complaint = z.readonly(
  z.looseObject({
    ...ComplaintSummary.def.innerType.shape,
    text: z.string(),
    orderNo: z.nullable(z.string()),
    /** Null where none was given, and once it has been erased some time after the complaint was closed. */
    contact: z.nullable(z.string()),
    events: z.readonly(z.array(ComplaintEvent)),
  }),
);
export type Complaint = z.infer<typeof Complaint>;

/** The next step of a complaint; one that is upheld can suspend or withdraw its certificate with it. */
export const ComplaintStateChange = z.readonly(
  z
    .strictObject({
      state: z.enum(['acknowledged', 'investigating', 'upheld', 'dismissed']),
      /** For the complainant; needed to uphold or dismiss. */
      reason: z.optional(line(500)),
      certificateStatus: z.optional(z.enum(['suspended', 'withdrawn'])),
    })
    .check(
      z.refine(
        ({ state, reason }) =>
          reason !== undefined || (state !== 'upheld' && state !== 'dismissed'),
        { error: 'must be given where a complaint is upheld or dismissed', path: ['reason'] },
      ),
      z.refine(
        ({ state, certificateStatus }) => state === 'upheld' || certificateStatus === undefined,
        { error: 'must be left out unless the complaint is upheld', path: ['certificateStatus'] },
      ),
    ),
);
export type ComplaintStateChange = z.infer<typeof ComplaintStateChange>;
