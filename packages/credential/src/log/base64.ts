import { expectForm } from './malformed.ts';

/** Bytes that own their buffer, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Writes bytes as base64 with padding (RFC 4648, 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Reads base64 in the one spelling that encodeBase64 writes; throws a MalformedLogData on any other. */
export function decodeBase64(text: string): Bytes {
  // `atob` throws on other characters, but overlooks missing padding, white space and trailing bits.
  expectForm(/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, 'expected base64');
  const binary = atob(text);
  expectForm(btoa(binary) === text, 'expected base64 without stray bits');
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
