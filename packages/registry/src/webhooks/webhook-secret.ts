import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;

/** A new secret, `whsec_` and the base64 of 32 random bytes (Standard Webhooks, "Signature scheme": 24 to 64). */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(secretBytes).toString('base64')}`;
}

/** What is signed of an attempt: the event's id, the seconds since 1970 at which it is made, and the body to the byte. */
export interface SignedAttempt {
  readonly eventId: string;
  readonly seconds: number;
  readonly payload: string;
}

/** The webhook-signature header of an attempt: for each secret `v1,` and the base64 of HMAC-SHA256, space-delimited. */
export function webhookSignature(
  secrets: readonly string[],
  { eventId, seconds, payload }: SignedAttempt,
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64');
      const mac = createHmac('sha256', key).update(`${eventId}.${seconds}.${payload}`);
      return `v1,${mac.digest('base64')}`;
    })
    .join(' ');
}
