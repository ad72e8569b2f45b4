import { demand } from './unverifiable.ts';

/** Writes bytes as base64url without padding (RFC 7515 §2). */
export function encodeBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return encodeBinary(binary);
}

/** Writes a binary string, one character a byte, as base64url without padding. */
export function encodeBinary(binary: string): string {
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+/, '');
}

/** Reads base64url in the one spelling that `encodeBase64url` writes; throws on any other. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  // `atob` overlooks padding, white space, the plain base64 alphabet and trailing bits.
  demand(encodeBinary(binary) === text, 'malformed');
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
