import { baseContext, type EnvelopedCredential } from '@fupin/schema';
import type { TokenContent } from './jwt.ts';
import { demand } from './verification-error.ts';

/** Puts a signed credential into an envelope (Verifiable Credentials 2.0 §4.13.2). */
export function envelop(token: string): EnvelopedCredential {
  return {
    '@context': [baseContext],
    id: `data:application/vc+jwt,${token}`,
    type: 'EnvelopedVerifiableCredential',
  };
}

/** The token in an envelope's `data:` URL. Throws a VerificationError where it has another media type than was expected. */
export function tokenIn(url: string, content: TokenContent): string {
  const [, mediaType, token = ''] = /^data:([^,;]+),([\w.-]+)$/.exec(url) ?? [];
  demand(
    mediaType === `application/${content}+jwt`,
    'malformed',
    `The envelope must hold application/${content}+jwt as data: URL. Other securing mechanisms are not understood here.`,
  );
  return token;
}
