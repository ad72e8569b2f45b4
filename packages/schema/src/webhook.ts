import { WebhookDeliveryId, WebhookEventId, WebhookId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { Instant, line, WebAddress } from './scalar.ts';
import { registryEventTypes, testEventType } from './webhook-event.ts';
import * as z from 'zod/mini';

/**
 * Why a webhook gets nothing any more: its owner switched it off, its receiver answered 410 Gone, or every attempt failed
 * for days.
 */
export const webhookDisabledReasons = ['owner', 'gone', 'failing'] as const;
export type WebhookDisabledReason = Open<(typeof webhookDisabledReasons)[number]>;

/** How a delivery stands; `failed` is one that is not attempted any more unless it is replayed. */
export const webhookDeliveryStates = ['pending', 'delivered', 'failed'] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

const subscribed = {
  /** What it is for, in its owner's words. */
  label: line(100),
  /** Where events are sent: https, on the public internet. */
  url: WebAddress,
  /** Of which types its owner wants to hear. */
  eventTypes: z.readonly(
    z
      .array(z.enum(registryEventTypes))
      .check(z.minLength(1), z.maxLength(registryEventTypes.length)),
  ),
};

/** A subscription to events, to be made. */
export const NewWebhook = z.readonly(z.strictObject(subscribed));
export type NewWebhook = z.infer<typeof NewWebhook>;

/** What a subscription to events is to be from now on; enabling it again forgives what failed before. */
export const WebhookUpdate = z.readonly(z.strictObject({ ...subscribed, enabled: z.boolean() }));
export type WebhookUpdate = z.infer<typeof WebhookUpdate>;

const shown = {
  webhookId: WebhookId,
  label: z.string(),
  url: z.string(),
  eventTypes: z.readonly(z.array(openEnum(registryEventTypes))),
  enabled: z.boolean(),
  /** Null where it is enabled. */
  disabledReason: z.nullable(openEnum(webhookDisabledReasons)),
  disabledAt: z.nullable(Instant),
  /** Since when every attempt has failed; null where the last one succeeded. */
  failingSince: z.nullable(Instant),
  /** Until when deliveries are signed with the secret before as well; null where there is none. */
  previousSecretUntil: z.nullable(Instant),
  createdAt: Instant,
};

/** A subscription to events: where they are sent, and whether they are. Its secret is shown on making it, and never again. */
export const Webhook = z.readonly(z.looseObject(shown));
export type Webhook = z.infer<typeof Webhook>;

/** A webhook with its secret, `whsec_` and base64 (Standard Webhooks); shown once. */
export const WebhookWithSecret = z.readonly(z.looseObject({ ...shown, secret: z.string() }));
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

/** One attempt to deliver. */
export const WebhookAttempt = z.readonly(
  z.looseObject({
    at: Instant,
    durationMs: z.int(),
    /** The HTTP status of the answer; null where there was none. */
    status: z.nullable(z.int()),
    /** Why there was no answer, in words; null where there was one. */
    error: z.nullable(z.string()),
    /** The beginning of the answer's body, at most 1 kB. */
    response: z.nullable(z.string()),
  }),
);
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

const delivery = {
  deliveryId: WebhookDeliveryId,
  webhookId: WebhookId,
  /** The `webhook-id` header of every attempt. */
  eventId: WebhookEventId,
  type: openEnum([...registryEventTypes, testEventType]),
  state: openEnum(webhookDeliveryStates),
  createdAt: Instant,
  /** When it is attempted next; null where it is not. */
  nextAttemptAt: z.nullable(Instant),
  /** When it was delivered or given up. */
  settledAt: z.nullable(Instant),
};

/** How the delivery of an event stands, with its last attempt. */
export const WebhookDeliverySummary = z.readonly(
  z.looseObject({ ...delivery, lastAttempt: z.nullable(WebhookAttempt) }),
);
export type WebhookDeliverySummary = z.infer<typeof WebhookDeliverySummary>;

/** The delivery of an event with what is sent, and with its last 20 attempts, the earliest first. */
export const WebhookDelivery = z.readonly(
  z.looseObject({
    ...delivery,
    /** The body that is sent, to the byte. */
    payload: z.string(),
    attempts: z.readonly(z.array(WebhookAttempt)),
  }),
);
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** Which failed deliveries are to be attempted again: those of events since an instant. */
export const WebhookReplay = z.readonly(z.strictObject({ since: Instant }));
export type WebhookReplay = z.infer<typeof WebhookReplay>;

/** How many deliveries were put on their way again. */
export const WebhookReplayResult = z.readonly(z.looseObject({ replayed: z.int() }));
export type WebhookReplayResult = z.infer<typeof WebhookReplayResult>;
