import { hash } from 'node:crypto';
import type { Answer } from './answer.ts';

/**
 * An answer with its entity tag, or 304 without a body where the caller's copy is still good (RFC 9110, 13.1.2). Public
 * answers may be kept by anybody but are asked about again each time, so that a suspended certificate shows at once.
 */
export function withEntityTag(request: Request, body: Answer['body'], headers: Headers): Response {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  headers.set('etag', etag);
  if (!isKnown(request.headers.get('if-none-match'), etag)) {
    return new Response(body, { headers });
  }
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
