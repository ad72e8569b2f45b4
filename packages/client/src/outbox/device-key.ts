import { sha256 } from './base64url.ts';

/** A P-256 public key (RFC 7518 §6.2.1). */
export interface DevicePublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** The key of a device: its thumbprint is the epoch of the device's counts, and it signs what is carried by hand. */
export interface DeviceKey {
  readonly epoch: string;
  readonly publicJwk: DevicePublicJwk;
  readonly privateKey: CryptoKey;
}

/** ECDSA on P-256 with SHA-256, in WebCrypto's words (RFC 7518 §3.4). */
export const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes the key of a device; it can be written down only where it is extractable. */
export async function generateDeviceKey(extractable = false): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(es256, extractable, ['sign', 'verify']);
  const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as DevicePublicJwk;
  const publicJwk: DevicePublicJwk = { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y };
  return { epoch: await epochOf(publicJwk), publicJwk, privateKey: pair.privateKey };
}

/** The epoch of a device: the RFC 7638 thumbprint of its key. */
export function epochOf({ crv, kty, x, y }: DevicePublicJwk): Promise<string> {
  return sha256(JSON.stringify({ crv, kty, x, y }));
}
