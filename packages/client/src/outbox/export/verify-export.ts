import { saleLineId } from '@fupin/schema';
import { encodeBase64url } from '../base64url.ts';
import { epochOf, es256 } from '../device-key.ts';
import {
  exportType,
  type ExportClaims,
  type ExportedDeadLetter,
  type ExportedLine,
  type ExportKind,
} from './exported.ts';
import { UntrustedExportError } from './untrusted-export-error.ts';

export { UntrustedExportError } from './untrusted-export-error.ts';
export type { ExportedDeadLetter, ExportedLine } from './exported.ts';

/** A file that was carried by hand, once it is known to be as the device wrote it. */
export interface VerifiedExport<Line extends ExportedLine> {
  readonly outletId: string;
  /**
   * Thumbprint of the key that signed. Whoever takes the file knows by it which device wrote it: the registry lists the epochs
   * of an outlet's terminals.
   */
  readonly epoch: string;
  /** When the device wrote it, by its own clock, RFC 3339. */
  readonly exportedAt: string;
  /** The lines, which are as the device wrote them; whether they are sales is for the outbox that reports them to check. */
  readonly lines: readonly Line[];
}

/**
 * Reads a file of `exportDeadLetters()`; give its bytes rather than its text where you have them.
 * @throws {UntrustedExportError} when it is not to the byte what a device signed
 */
export function verifyDeadLetters(
  file: string | Uint8Array,
): Promise<VerifiedExport<ExportedDeadLetter>> {
  return verifyExport<ExportedDeadLetter>('deadLetters', file);
}

/**
 * Reads a file of `exportQueued()`; give its bytes rather than its text where you have them.
 * @throws {UntrustedExportError} when it is not to the byte what a device signed
 */
export function verifyQueued(file: string | Uint8Array): Promise<VerifiedExport<ExportedLine>> {
  return verifyExport<ExportedLine>('queued', file);
}

async function verifyExport<Line extends ExportedLine>(
  kind: ExportKind,
  file: string | Uint8Array,
): Promise<VerifiedExport<Line>> {
  const bytes = typeof file === 'string' ? encoder.encode(file) : Uint8Array.from(file);
  const end = bytes.lastIndexOf(lineFeed, bytes.length - 2) + 1;
  const body = bytes.subarray(0, end);
  const { epoch, claims } = await verifySignature(signatureIn(decode(bytes.subarray(end))));
  if (encodeBase64url(await crypto.subtle.digest('SHA-256', body)) !== claims.sha256) {
    const expected = `the ${claims.count} lines that the device signed`;
    throw new UntrustedExportError(expected, 'others: the file was changed since, or cut');
  }
  if (claims.kind !== kind) {
    throw new UntrustedExportError(`a file of ${kind}`, `one of ${claims.kind}`);
  }
  const lines = decode(body).split('\n').slice(0, -1);
  return {
    outletId: claims.sub,
    epoch,
    exportedAt: new Date(claims.iat * 1000).toISOString(),
    lines: lines.map((line, index) => exportedLine<Line>(line, index + 1, claims.sub)),
  };
}

/** The JWS in the last line, which has one spelling. */
function signatureIn(lastLine: string): string {
  const signature = (tryJson(lastLine) as { signature?: unknown } | undefined)?.signature;
  if (typeof signature !== 'string') {
    throw new UntrustedExportError(
      'the signature in the last line',
      'none: the file was not signed, or its end is missing',
    );
  }
  if (`${JSON.stringify({ signature })}\n` === lastLine) return signature;
  throw new UntrustedExportError(
    `${JSON.stringify({ signature: '…' })} and a line feed as the last line`,
    'another spelling: the file was changed since',
  );
}

interface Header {
  readonly alg?: unknown;
  readonly typ?: unknown;
  readonly kid?: unknown;
  readonly jwk?: unknown;
}

async function verifySignature(token: string): Promise<{ epoch: string; claims: ExportClaims }> {
  const [head = '', payload = '', end = ''] = token.split('.');
  const { alg, typ, kid, jwk } = Object(tryJson(decodePart(head))) as Header;
  if (alg !== 'ES256' || typ !== exportType) {
    const found = `${String(typ)} signed with ${String(alg)}`;
    throw new UntrustedExportError(`a JWS of type ${exportType} signed with ES256`, found);
  }
  const { crv = '', kty = '', x = '', y = '' } = Object(jwk) as JsonWebKey;
  const publicKey = { crv, kty, x, y };
  const epoch = await epochOf(publicKey);
  if (kid !== epoch) {
    throw new UntrustedExportError(`the thumbprint ${epoch} of its own key as kid`, String(kid));
  }
  if (!(await isSigned(`${head}.${payload}`, end, publicKey))) {
    throw new UntrustedExportError('a signature by the key of the device', 'another');
  }
  return { epoch, claims: tryJson(decodePart(payload)) as ExportClaims };
}

async function isSigned(signed: string, end: string, jwk: JsonWebKey): Promise<boolean> {
  const signature = Uint8Array.from(decodePart(end), (character) => character.charCodeAt(0));
  // Of its last character two bits count; the others could be changed unseen.
  if (signature.length !== 64 || encodeBase64url(signature) !== end) return false;
  try {
    const key = await crypto.subtle.importKey('jwk', jwk, es256, false, ['verify']);
    return await crypto.subtle.verify(es256, key, signature, encoder.encode(signed));
  } catch (error) {
    throw new UntrustedExportError('a public key on the curve P-256', 'none', error);
  }
}

function exportedLine<Line extends ExportedLine>(text: string, number: number, outletId: string) {
  const line = tryJson(text) as Line | undefined;
  if (line?.outletId === outletId && line.lineId === saleLineId(outletId, Object(line.line))) {
    return line;
  }
  throw new UntrustedExportError(
    `a sale line of ${outletId} and its identity in line ${number}`,
    'something else',
  );
}

const lineFeed = 10;
const encoder = new TextEncoder();
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** A part of a JWS, one character a byte, or nothing where it is no base64url. */
function decodePart(part: string): string {
  try {
    return atob(part.replace(/-/g, '+').replace(/_/g, '/'));
  } catch {
    return '';
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
