import { certificateStatuses, statusReasons } from './certificate.ts';
import { DivisionCode } from './division.ts';
import { CertificateId, OutletId, ProductId, SupplierId, WebhookId } from './id.ts';
import { openEnum } from './open-enum.ts';
import { Instant } from './scalar.ts';
import * as z from 'zod/mini';

/** What happens in the registry that others are told of, by the type of the event. */
export const registryEventTypes = [
  'certificate.statusChanged',
  'finding.raised',
  'saleLine.rejectedLate',
  'terminal.gapFound',
] as const;
export type RegistryEventType = (typeof registryEventTypes)[number];

/** The type of the event that is sent when its subscriber asks for a test. */
export const testEventType = 'webhook.test';

const event = <Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) =>
  z.readonly(
    z.looseObject({
      type: z.literal(type),
      /** When it happened. */
      timestamp: Instant,
      data: z.readonly(data),
    }),
  );

/** A certificate was suspended, withdrawn or reinstated; that it ran out is no change of status. */
export const CertificateStatusChanged = event(
  'certificate.statusChanged',
  z.looseObject({
    certificateId: CertificateId,
    productId: ProductId,
    supplierId: SupplierId,
    /** Of the certifying county. */
    countyCode: DivisionCode,
    /** In force from the event's timestamp on. */
    status: openEnum(certificateStatuses),
    reasonCode: z.nullable(openEnum(statusReasons)),
  }),
);
export type CertificateStatusChanged = z.infer<typeof CertificateStatusChanged>;

/** Supervision found something that does not fit together. */
export const FindingRaised = event(
  'finding.raised',
  z.looseObject({
    findingId: z.string(),
    /** By which rule, e.g. `sequenceGap`. */
    rule: z.string(),
    /** The outlets that it is about; an operator is told of its own alone. */
    outletIds: z.readonly(z.array(OutletId)),
    productId: z.nullable(ProductId),
    certificateId: z.nullable(CertificateId),
    /** Of the county in whose name it is looked into; null where that is the whole country's. */
    countyCode: z.nullable(DivisionCode),
  }),
);
export type FindingRaised = z.infer<typeof FindingRaised>;

/** A sale line was refused more than an hour after the sale: nobody may be standing at the till any more to see it. */
export const SaleLineRejectedLate = event(
  'saleLine.rejectedLate',
  z.looseObject({
    outletId: OutletId,
    lineId: z.string(),
    outcome: openEnum(['rejected', 'conflict']),
    /** When it was sold, as the seller says. */
    soldAt: Instant,
    /** The faults of a rejected line, as JSON Pointers within it. */
    pointers: z.readonly(z.array(z.string())),
  }),
);
export type SaleLineRejectedLate = z.infer<typeof SaleLineRejectedLate>;

/** Numbers of a terminal’s sale lines are missing: lines that a device numbered and the registry never got. */
export const TerminalGapFound = event(
  'terminal.gapFound',
  z.looseObject({
    outletId: OutletId,
    terminalId: z.string(),
    /** RFC 7638 thumbprint of the device's key: see CarriedRun. */
    epoch: z.string(),
    /** The missing numbers in runs, at most 100 of them, the lowest first. */
    missing: z.readonly(z.array(z.readonly(z.looseObject({ first: z.int(), last: z.int() })))),
    /** How many numbers are missing in all. */
    missingCount: z.int(),
  }),
);
export type TerminalGapFound = z.infer<typeof TerminalGapFound>;

/** Something that happened in the registry: the payload of a webhook (Standard Webhooks: type, timestamp, data). */
export const RegistryEvent = z.discriminatedUnion('type', [
  CertificateStatusChanged,
  FindingRaised,
  SaleLineRejectedLate,
  TerminalGapFound,
]);
export type RegistryEvent = z.infer<typeof RegistryEvent>;

/** What a subscriber asked for to see whether its receiver works. */
export const WebhookTest = event(testEventType, z.looseObject({ webhookId: WebhookId }));
export type WebhookTest = z.infer<typeof WebhookTest>;

/** The payload of a webhook: an event of the registry, or a test. */
export const WebhookEvent = z.discriminatedUnion('type', [
  CertificateStatusChanged,
  FindingRaised,
  SaleLineRejectedLate,
  TerminalGapFound,
  WebhookTest,
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;
