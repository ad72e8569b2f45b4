import type { WebhookEvent } from '@fupin/schema';
import { WebhookVerificationError } from './webhook-verification-error.ts';

export type { WebhookEvent } from '@fupin/schema';
export {
  WebhookVerificationError,
  type WebhookVerificationCode,
} from './webhook-verification-error.ts';

/** A request as a server has it: its headers, and its body exactly as it came. */
export interface RawWebhook {
  /** `Headers`, or a record such as `request.headers` of node:http; names in any case. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw body. One that was parsed and written again is another one, and fails. */
  readonly body: string | Uint8Array | ArrayBuffer;
}

/** How a webhook is verified. */
export interface VerifyWebhookOptions {
  /** By how many seconds the webhook's timestamp may differ from now; 300 where absent. */
  readonly toleranceSeconds?: number;
  /** What time it is; the system's clock where absent. */
  readonly now?: Date;
}

/** An event that is the registry's. A newer registry may send types that this version does not know: ignore them. */
export type VerifiedEvent = WebhookEvent & {
  /** The webhook-id, the same however often the event comes: what has been done for it is not done again. */
  readonly eventId: string;
};

const encoder = new TextEncoder();

/**
 * Verifies that a request is a webhook that the registry has signed (Standard Webhooks, `v1`: HMAC-SHA256), and gives the
 * event. While a secret is being replaced, either of `secrets` will do. Works wherever there is WebCrypto. Throws a
 * {@link WebhookVerificationError} otherwise: answer it with 400, for the registry to try again.
 *
 * @example
 * const event = await verifyWebhook(request, process.env.FUPIN_WEBHOOK_SECRET);
 * if (event.type === 'certificate.statusChanged') await takeDown(event.data.productId);
 */
export async function verifyWebhook(
  request: Request | RawWebhook,
  secrets: string | readonly string[],
  { toleranceSeconds = 300, now = new Date() }: VerifyWebhookOptions = {},
): Promise<VerifiedEvent> {
  const keys = [secrets].flat().map(keyOf);
  if (keys.length === 0) throw secretInvalid();
  const eventId = headerOf(request, 'webhook-id');
  const timestamp = headerOf(request, 'webhook-timestamp');
  const signatures = headerOf(request, 'webhook-signature').split(' ');
  checkTimestamp(timestamp, toleranceSeconds, now);
  const body = await bodyOf(request);
  const signed = joined(encoder.encode(`${eventId}.${timestamp}.`), body);
  let isSigned = false;
  for (const key of keys) {
    const expected = `v1,${await signatureOf(key, signed)}`;
    // All are compared, so that the time does not tell which one was near.
    for (const signature of signatures) isSigned = isSame(signature, expected) || isSigned;
  }
  if (!isSigned) {
    throw new WebhookVerificationError(
      'signatureMismatch',
      'The webhook-signature holds no v1 signature of this body under the secret. Either it does not come from the ' +
        'registry, or the secret is another webhook’s, or the body is not raw: it must reach verifyWebhook as it came.',
    );
  }
  return { ...eventOf(body), eventId };
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  // Plain JavaScript may well hand over an environment variable that is not set.
  if (typeof secret !== 'string') throw secretInvalid();
  try {
    const key = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (byte) => byte.charCodeAt(0));
    if (key.length >= 24 && key.length <= 64) return key;
  } catch {
    // Not base64.
  }
  throw secretInvalid();
}

const secretInvalid = () =>
  new WebhookVerificationError(
    'secretInvalid',
    'The secret must be as the registry showed it once: whsec_ and the base64 of 24 to 64 bytes. Rotate it if it is lost.',
  );

function headerOf({ headers }: Request | RawWebhook, name: string): string {
  const value =
    typeof headers.get === 'function'
      ? (headers as Headers).get(name)
      : Object.entries(headers as Readonly<Record<string, unknown>>).find(
          ([key]) => key.toLowerCase() === name,
        )?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookVerificationError('headerMissing', `The request has no header ${name}.`);
}

function checkTimestamp(text: string, toleranceSeconds: number, now: Date): void {
  if (!/^\d{1,12}$/.test(text)) {
    throw new WebhookVerificationError(
      'timestampInvalid',
      'The webhook-timestamp must be whole seconds since 1970.',
    );
  }
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(text);
  if (Math.abs(ageSeconds) <= toleranceSeconds) return;
  const [code, side] =
    ageSeconds > 0
      ? (['timestampTooOld', 'ago'] as const)
      : (['timestampTooNew', 'ahead'] as const);
  throw new WebhookVerificationError(
    code,
    `The webhook is from ${Math.abs(ageSeconds)} seconds ${side}, more than ${toleranceSeconds}: somebody sends an old ` +
      'one again, or the clock is wrong.',
  );
}

async function bodyOf(request: Request | RawWebhook): Promise<Uint8Array<ArrayBuffer>> {
  if ('arrayBuffer' in request) {
    if (!request.bodyUsed) return new Uint8Array(await request.arrayBuffer());
    throw bodyNotRaw('was read before');
  }
  const { body } = request;
  if (typeof body === 'string') return encoder.encode(body);
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) return new Uint8Array(body);
  throw bodyNotRaw('is no text and no bytes');
}

const bodyNotRaw = (what: string) =>
  new WebhookVerificationError(
    'bodyNotRaw',
    `The body ${what}: give it as it came, before any parser. With Express that is express.raw({ type: "application/json" }).`,
  );

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

async function signatureOf(
  secret: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed));
  return btoa(String.fromCharCode(...mac));
}

// The time must not depend on how much of a signature is right.
function isSame(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let place = 0; place < one.length; place += 1) {
    difference |= one.charCodeAt(place) ^ other.charCodeAt(place);
  }
  return difference === 0;
}

function eventOf(body: Uint8Array): WebhookEvent {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const event = JSON.parse(text) as Partial<WebhookEvent> | null;
    if (typeof event?.type === 'string' && typeof event.data === 'object') {
      return event as WebhookEvent;
    }
  } catch (cause) {
    throw payloadInvalid(cause);
  }
  throw payloadInvalid();
}

const payloadInvalid = (cause?: unknown) =>
  new WebhookVerificationError(
    'payloadInvalid',
    'The body is signed, but holds no event of the registry: it must be JSON with type, timestamp and data.',
    { cause },
  );
