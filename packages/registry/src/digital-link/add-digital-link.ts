import type { Database } from '../database/database.ts';
import { withEntityTag } from '../http/caching.ts';
import { allowOrigin } from '../http/cross-origin.ts';
import type { RegistryApp } from '../http/registry-app.ts';
import { resolveDigitalLink, resolverDescription } from './resolver.ts';

/** Adds the resolver of GS1 Digital Link URIs, `/id/01/{gtin}`, and its description. */
export function addDigitalLink(
  app: RegistryApp,
  parts: { readonly database: Database; readonly clock: () => Date; readonly publicUrl: string },
): void {
  const { database, clock, publicUrl } = parts;
  app.get('/id/*', ({ req: { raw } }) =>
    resolveDigitalLink(database, new URL(raw.url).pathname.slice('/id/'.length), {
      request: raw,
      now: clock(),
      publicUrl,
    }),
  );
  const description = JSON.stringify(resolverDescription(publicUrl));
  app.get('/.well-known/gs1resolver', ({ req: { raw } }) => {
    const headers = new Headers({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=3600',
    });
    allowOrigin(headers, null);
    return withEntityTag(raw, description, headers);
  });
  app.on('OPTIONS', ['/id/*', '/.well-known/gs1resolver'], () => {
    const headers = new Headers({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'Accept, Accept-Language, If-None-Match',
      'access-control-max-age': '600',
    });
    allowOrigin(headers, null);
    return new Response(null, { status: 204, headers });
  });
}
