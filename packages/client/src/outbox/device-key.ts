import { sha256 } from './base64url.ts';
import type { DeviceKey } from './queue.ts';

/** ECDSA on P-256 with SHA-256, in WebCrypto's words (RFC 7518 §3.4). */
export const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes the key of a device; it can be written down only where it is extractable. */
export async function generateDeviceKey(extractable = false): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(es256, extractable, ['sign', 'verify']);
  const {
    crv = '',
    kty = '',
    x = '',
    y = '',
  } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const publicKey = { crv, kty, x, y };
  return { epoch: await epochOf(publicKey), publicKey, privateKey: pair.privateKey };
}

/** The epoch of a device: the RFC 7638 thumbprint of its public key. */
export function epochOf(publicKey: JsonWebKey): Promise<string> {
  return sha256(JSON.stringify(publicKey, ['crv', 'kty', 'x', 'y']));
}
