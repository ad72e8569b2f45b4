import { baseContext } from '@fupin/schema';
import type { TokenContent } from './jwt.ts';
import { demand } from './verification-error.ts';

const types = {
  vc: 'EnvelopedVerifiableCredential',
  vp: 'EnvelopedVerifiablePresentation',
} as const;

/** Puts a signed credential or presentation into an envelope (Verifiable Credentials 2.0 §4.13.2, §4.13.3). */
export function envelop(token: string, content: TokenContent) {
  return {
    '@context': [baseContext],
    id: `data:application/${content}+jwt,${token}`,
    type: types[content],
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
