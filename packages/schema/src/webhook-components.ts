import { WebhookDeliveryId, WebhookEventId, WebhookId } from './id.ts';
import type { Component } from './openapi-components.ts';
import {
  CertificateStatusChanged,
  FindingRaised,
  SaleLineRejectedLate,
  TerminalGapFound,
  WebhookTest,
  type WebhookEvent,
} from './webhook-event.ts';
import * as fixtures from './webhook-fixtures.ts';
import {
  NewWebhook,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliverySummary,
  WebhookReplay,
  WebhookReplayResult,
  WebhookUpdate,
  WebhookWithSecret,
} from './webhook.ts';

/** The named schemas of webhooks in the OpenAPI document. */
export const webhookComponents = {
  NewWebhook: {
    schema: NewWebhook,
    description:
      'Where events are to be sent, and which. The address is https on the public internet; redirects are not followed.',
    example: fixtures.newWebhook,
  },
  Webhook: {
    schema: Webhook,
    description: 'A subscription to events, without its secret.',
    example: fixtures.webhook,
  },
  WebhookAttempt: {
    schema: WebhookAttempt,
    description: 'One attempt to deliver an event: 2xx is success, anything else is tried again.',
    example: fixtures.webhookAttempt,
  },
  WebhookDelivery: {
    schema: WebhookDelivery,
    description: 'The delivery of an event to a webhook, with what is sent and its last attempts.',
    example: fixtures.webhookDelivery,
  },
  WebhookDeliveryId: {
    schema: WebhookDeliveryId,
    description: 'Identifier of the delivery of an event to a webhook.',
    example: fixtures.webhookDelivery.deliveryId,
  },
  WebhookDeliverySummary: {
    schema: WebhookDeliverySummary,
    description: 'How the delivery of an event to a webhook stands.',
    example: fixtures.webhookDeliverySummary,
  },
  WebhookEventId: {
    schema: WebhookEventId,
    description:
      'Identifier of an event, the `webhook-id` of all its deliveries: whoever gets it twice has got one event.',
    example: fixtures.webhookDelivery.eventId,
  },
  WebhookId: {
    schema: WebhookId,
    description: 'Identifier of a webhook.',
    example: fixtures.webhook.webhookId,
  },
  WebhookReplay: {
    schema: WebhookReplay,
    description: 'Which failed deliveries are to be attempted again: those since an instant.',
    example: { since: fixtures.certificateStatusChanged.timestamp },
  },
  WebhookReplayResult: {
    schema: WebhookReplayResult,
    description: 'How many deliveries are attempted again.',
    example: { replayed: 3 },
  },
  WebhookUpdate: {
    schema: WebhookUpdate,
    description: 'What a webhook is to be from now on.',
    example: fixtures.webhookUpdate,
  },
  WebhookWithSecret: {
    schema: WebhookWithSecret,
    description:
      'A webhook with the secret that its deliveries are signed with, `whsec_` and base64 (Standard Webhooks); shown once.',
    example: fixtures.webhookWithSecret,
  },
  CertificateStatusChanged: {
    schema: CertificateStatusChanged,
    description: 'A certificate was suspended, withdrawn or reinstated.',
    example: fixtures.certificateStatusChanged,
  },
  FindingRaised: {
    schema: FindingRaised,
    description: 'Supervision found something that does not fit together.',
    example: fixtures.findingRaised,
  },
  SaleLineRejectedLate: {
    schema: SaleLineRejectedLate,
    description: 'A sale line was refused more than an hour after the sale.',
    example: fixtures.saleLineRejectedLate,
  },
  TerminalGapFound: {
    schema: TerminalGapFound,
    description: 'Numbers of a terminal’s sale lines are missing.',
    example: fixtures.terminalGapFound,
  },
  WebhookTest: {
    schema: WebhookTest,
    description: 'The owner of the webhook asked for a test.',
    example: fixtures.webhookTest,
  },
} as const satisfies Readonly<Record<string, Component>>;

/** What the registry sends to webhooks: the named schema by the type of the event. */
export const sentEvents = {
  'certificate.statusChanged': 'CertificateStatusChanged',
  'finding.raised': 'FindingRaised',
  'saleLine.rejectedLate': 'SaleLineRejectedLate',
  'terminal.gapFound': 'TerminalGapFound',
  'webhook.test': 'WebhookTest',
} as const satisfies Record<WebhookEvent['type'], keyof typeof webhookComponents>;
