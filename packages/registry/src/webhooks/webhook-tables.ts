import type { Generated } from 'kysely';

/** The tables of events, of who subscribes to them, and of their deliveries. */
export interface WebhookTables {
  webhookPending: WebhookPendingRow;
  webhook: WebhookRow;
  webhookEvent: WebhookEventRow;
  webhookDelivery: WebhookDeliveryRow;
}

/** Events that nobody has been looked up for yet, in the order in which they were committed. */
export interface WebhookPendingRow {
  /** Given by the database. */
  number: Generated<number>;
  /** JSON array of PendingEvent. */
  events: string;
}

/** Where events go, and for whom. */
export interface WebhookRow {
  webhookId: string;
  /** See ownerOf. */
  owner: string;
  label: string;
  url: string;
  /** JSON array. */
  eventTypes: string;
  /** Boolean in PostgreSQL, 0 or 1 in SQLite. */
  enabled: boolean | number;
  /** `whsec_` and base64: as it is, for it signs. */
  secret: string;
  /** The secret before, with which deliveries are signed as well until `previousUntilMs`. */
  previousSecret: string | null;
  previousUntilMs: number | null;
  /** When the first of the attempts failed after which none has succeeded. */
  failingSinceMs: number | null;
  /** Until when its receiver asked to be left alone. */
  holdUntilMs: number | null;
  disabledReason: string | null;
  disabledAt: string | null;
  createdAt: string;
}

/** An event that somebody has subscribed to. */
export interface WebhookEventRow {
  /** The webhook-id of all its deliveries. */
  eventId: string;
  type: string;
  /** The body of its deliveries, to the byte. */
  payload: string;
  createdMs: number;
}

/** An event on its way to a webhook. */
export interface WebhookDeliveryRow {
  deliveryId: string;
  webhookId: string;
  eventId: string;
  type: string;
  state: string;
  createdMs: number;
  /** Attempts since it was last put on its way. */
  tries: number;
  /** When it is to be attempted next; while it is being attempted, when the lease runs out. */
  dueMs: number;
  /** Of the attempt under way. */
  lease: string | null;
  settledAt: string | null;
  /** JSON array of WebhookAttempt, the latest last. */
  attempts: string;
}
