const encoder = new TextEncoder();

/**
 * Whether a webhook's body was signed with the secret: HMAC-SHA-256 (RFC 2104), base64, compared in constant time by the
 * platform. The body has to be as it was received, byte by byte: parsed and written again it is another.
 */
export async function verifySignature(
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | null | undefined,
  secret: string,
): Promise<boolean> {
  const stated = bytesOf(signature ?? '');
  // An empty secret signs everything, and is none that anybody has set.
  if (!stated || secret === '') return false;
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), hmac, false, ['verify']);
  const bytes = typeof body === 'string' ? encoder.encode(body) : body;
  return crypto.subtle.verify('HMAC', key, stated, bytes);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return undefined;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
