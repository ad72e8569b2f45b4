import { ProblemError } from '../http/problem-error.ts';
import { bestMediaType } from './media-type.ts';

/**
 * The forms in which a signed credential can be had, the best to verify first. Those after the first are its payload, which
 * is what `cty: vc` says that it is (VC-JOSE-COSE §3.1.1): to be read, not to be relied on, because no signature goes with it.
 */
export const credentialMediaTypes = [
  'application/vc+jwt',
  'application/vc',
  'application/ld+json',
  'application/json',
] as const;

/**
 * A signed credential in the form that a request accepts best. Throws `notAcceptable` where it accepts none; `others` are
 * the forms that are to be had beside these.
 */
export function answerCredential(
  token: string,
  request: Request,
  others: readonly string[] = [],
): Response {
  const mediaType = bestMediaType(request.headers.get('accept'), credentialMediaTypes);
  if (!mediaType) {
    throw new ProblemError(
      'notAcceptable',
      `It can be had as ${[...credentialMediaTypes, ...others].join(' or ')}.`,
      { headers: { vary: 'Accept' } },
    );
  }
  const body = mediaType === 'application/vc+jwt' ? token : payloadOf(token);
  return new Response(body, { headers: { 'content-type': mediaType, vary: 'Accept' } });
}

function payloadOf(token: string): string {
  const [, payload = ''] = token.split('.');
  return Buffer.from(payload, 'base64url').toString();
}
