import { certificate, county, outlet, product, saleReceipt, supplier } from './fixtures.ts';
import type {
  CertificateStatusChanged,
  FindingRaised,
  SaleLineRejectedLate,
  TerminalGapFound,
  WebhookTest,
} from './webhook-event.ts';
import type {
  NewWebhook,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliverySummary,
  WebhookUpdate,
  WebhookWithSecret,
} from './webhook.ts';

/** An operator that wants to take badges down as soon as a certificate is suspended. */
export const newWebhook = {
  label: '万家鲜生 商品系统',
  url: 'https://shop.example/webhooks/fupin',
  eventTypes: ['certificate.statusChanged', 'saleLine.rejectedLate'],
} as const satisfies NewWebhook;

/** The same, switched on. */
export const webhookUpdate = { ...newWebhook, enabled: true } as const satisfies WebhookUpdate;

/** The same as it is stored. */
export const webhook = {
  ...newWebhook,
  webhookId: 'whk_4h8s2m6q0z',
  enabled: true,
  disabledReason: null,
  disabledAt: null,
  failingSince: null,
  previousSecretUntil: null,
  createdAt: '2020-10-17T02:00:00.000Z',
} as const satisfies Webhook;

/** The same on the one occasion on which its secret is shown; not a real one. */
export const webhookWithSecret = {
  ...webhook,
  secret: 'whsec_RXhhbXBsZSBzZWNyZXQsIDMyIGJ5dGVzIGxvbmchISE=',
} as const satisfies WebhookWithSecret;

/** {@link certificate} suspended. */
export const certificateStatusChanged = {
  type: 'certificate.statusChanged',
  timestamp: '2020-10-17T04:00:00.000Z',
  data: {
    certificateId: certificate.certificateId,
    productId: product.productId,
    supplierId: supplier.supplierId,
    countyCode: county.code,
    status: 'suspended',
    reasonCode: 'spotCheckFailed',
  },
} as const satisfies CertificateStatusChanged;

/** A gap in what a till sent, as supervision sees it. */
export const findingRaised = {
  type: 'finding.raised',
  timestamp: '2020-10-18T04:00:00.000Z',
  data: {
    findingId: 'fnd_2p6t0x4b8f',
    rule: 'sequenceGap',
    outletIds: [outlet.outletId],
    productId: null,
    certificateId: null,
    countyCode: null,
  },
} as const satisfies FindingRaised;

/** A sale line without a unit, which came a day late and was refused. */
export const saleLineRejectedLate = {
  type: 'saleLine.rejectedLate',
  timestamp: '2020-10-18T02:24:05.000Z',
  data: {
    outletId: outlet.outletId,
    lineId: saleReceipt.lineId,
    outcome: 'rejected',
    soldAt: '2020-10-17T10:24:00+08:00',
    pointers: ['/unit'],
  },
} as const satisfies SaleLineRejectedLate;

/** Two lines of a till missing between others. */
export const terminalGapFound = {
  type: 'terminal.gapFound',
  timestamp: '2020-10-18T04:00:00.000Z',
  data: {
    outletId: outlet.outletId,
    terminalId: 'web',
    epoch: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    missing: [{ first: 17, last: 18 }],
    missingCount: 2,
  },
} as const satisfies TerminalGapFound;

/** What is sent when somebody asks for a test. */
export const webhookTest = {
  type: 'webhook.test',
  timestamp: '2020-10-17T04:00:00.000Z',
  data: { webhookId: webhook.webhookId },
} as const satisfies WebhookTest;

/** An attempt that found the receiver broken. */
export const webhookAttempt = {
  at: '2020-10-17T04:00:01.000Z',
  durationMs: 87,
  status: 503,
  error: null,
  response: 'upstream is restarting',
} as const satisfies WebhookAttempt;

const underWay = {
  deliveryId: 'dlv_9c3g7k1p5v',
  webhookId: webhook.webhookId,
  eventId: 'evt_5t9x3b7f1j',
  type: certificateStatusChanged.type,
  state: 'pending',
  createdAt: '2020-10-17T04:00:00.500Z',
  nextAttemptAt: '2020-10-17T04:00:06.000Z',
  settledAt: null,
} as const;

/** A delivery of {@link certificateStatusChanged} after its first attempt. */
export const webhookDeliverySummary = {
  ...underWay,
  lastAttempt: webhookAttempt,
} as const satisfies WebhookDeliverySummary;

/** The same in full. */
export const webhookDelivery = {
  ...underWay,
  payload: JSON.stringify(certificateStatusChanged),
  attempts: [webhookAttempt],
} as const satisfies WebhookDelivery;
