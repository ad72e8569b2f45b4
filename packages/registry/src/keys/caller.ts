import type { Access, Endpoint } from '@fupin/schema';
import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { findOutlet } from '../outlets/outlet-store.ts';
import { findKey, type Key } from './key-store.ts';
import { kindOfSecret } from './secret.ts';

/** Who calls. */
export interface Caller {
  /** As what the caller is let in: the role of a secret key, `session`, or `public` with a publishable key or none. */
  readonly access: Access;
  /** The key that was presented, in force; null where there was none. */
  readonly key: Key | null;
  /** The one web origin from which this call is answered; null where the key is bound to none. */
  readonly origin: string | null;
}

const challenge = { 'www-authenticate': 'Bearer' };

/**
 * Who calls, by the key in the Authorization header (RFC 6750). Throws `unauthenticated` for a key that is not in force,
 * and `forbidden` for one used from elsewhere than it may be: a publishable key or reporting session from an origin that
 * is not licensed, a secret key from a browser.
 */
export async function authenticate(
  connection: Connection,
  headers: Headers,
  now: Date,
): Promise<Caller> {
  const origin = headers.get('origin');
  const authorization = headers.get('authorization');
  if (authorization === null) return { access: 'public', key: null, origin: null };
  const key = await presentedKey(connection, authorization, now);
  switch (key.kind) {
    case 'publishable':
      return { access: 'public', key, origin: licensedOrigin(origin, key.origins) };
    case 'session':
      return { access: 'session', key, origin: await sessionOrigin(connection, key, origin) };
    case 'secret':
      if (origin !== null) {
        throw new ProblemError(
          'forbidden',
          'A secret key was sent from a browser. Revoke it if a page holds it, and use a publishable key or a ' +
            'reporting session there.',
        );
      }
      return { access: key.role ?? 'public', key, origin: null };
  }
}

/** Refuses callers that an operation is not for: any key where it is `keyless`. */
export function authorize(
  caller: Caller,
  access: readonly Access[],
  { keyless = false }: Pick<Endpoint, 'keyless'> = {},
): void {
  if (keyless && caller.key) {
    throw new ProblemError('forbidden', 'This operation is for people: call it without a key.');
  }
  if (access.includes('public') || access.includes(caller.access)) return;
  if (caller.key === null) {
    throw new ProblemError('unauthenticated', 'This operation needs a key.', {
      headers: challenge,
    });
  }
  throw new ProblemError('forbidden', `This operation is for: ${access.join(', ')}.`);
}

async function presentedKey(
  connection: Connection,
  authorization: string,
  now: Date,
): Promise<Key> {
  const [, text = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  const key = kindOfSecret(text) && (await findKey(connection, text));
  const ended = key?.revokedAt ?? (key?.expiresAt && key.expiresAt <= now.toISOString());
  if (!key || ended) {
    throw new ProblemError('unauthenticated', 'The key is unknown, revoked or expired.', {
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  }
  return key;
}

// Servers send no Origin; a browser always does where a page calls from another origin.
async function sessionOrigin(
  connection: Connection,
  key: Key,
  origin: string | null,
): Promise<string | null> {
  if (origin === null || key.outletId === null) return null;
  const outlet = await findOutlet(connection, key.outletId);
  return licensedOrigin(origin, outlet?.origins ?? []);
}

function licensedOrigin(origin: string | null, licensed: readonly string[]): string {
  if (origin !== null && licensed.includes(origin)) return origin;
  throw new ProblemError(
    'forbidden',
    origin === null
      ? 'A publishable key is for browsers: a call without an Origin is not answered. Leave the key out.'
      : 'This key is not licensed for the origin of the page.',
  );
}
