import { encodeBase64url, sha256 } from '../base64url.ts';
import { es256 } from '../device-key.ts';
import type { DeviceKey } from '../queue.ts';
import { exportType, type ExportClaims, type ExportedLine, type ExportKind } from './exported.ts';

/**
 * Writes lines as a file to be carried by hand: JSON Lines, of which the last holds a compact JWS over the SHA-256 of all bytes
 * before it, by the device's key. Without a key, on a page that came over plain HTTP, that line is missing.
 */
export async function signExport(
  kind: ExportKind,
  outletId: string,
  lines: readonly ExportedLine[],
  key: DeviceKey | undefined,
  now: number,
): Promise<string> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  if (!key) return text;
  const header = { alg: 'ES256', typ: exportType, kid: key.epoch, jwk: key.publicKey };
  const claims: ExportClaims = {
    sub: outletId,
    iat: Math.floor(now / 1000),
    kind,
    count: lines.length,
    sha256: await sha256(text),
  };
  const encoder = new TextEncoder();
  const signed = [header, claims]
    .map((part) => encodeBase64url(encoder.encode(JSON.stringify(part))))
    .join('.');
  const signature = await crypto.subtle.sign(es256, key.privateKey, encoder.encode(signed));
  return `${text}${JSON.stringify({ signature: `${signed}.${encodeBase64url(signature)}` })}\n`;
}
