import type { JsonSchema } from './openapi-schemas.ts';

/** What the headers of an answer are. */
export type OpenApiHeaders = Readonly<
  Record<string, { readonly description: string; readonly schema: JsonSchema }>
>;

/** How long to wait. */
export const waitingHeaders: OpenApiHeaders = {
  'Retry-After': {
    description: 'Seconds, or an HTTP date, after which to try again (RFC 9110, 10.2.3)',
    schema: { type: 'string' },
  },
};

/** How a key stands with its quota. */
export const quotaHeaders: OpenApiHeaders = {
  RateLimit: {
    description:
      'Calls that the key has left (`r`), and seconds until it has all of them again (`t`), by quota (draft-ietf-httpapi-ratelimit-headers-10)',
    schema: { type: 'string', examples: ['"sales";r=11999;t=1'] },
  },
  'RateLimit-Policy': {
    description: 'Calls that a key may make (`q`) in so many seconds (`w`), by quota',
    schema: { type: 'string', examples: ['"sales";q=12000;w=60'] },
  },
};
