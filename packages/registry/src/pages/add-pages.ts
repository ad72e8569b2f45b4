import type { Context } from 'hono';
import type { Database } from '../database/database.ts';
import { withEntityTag } from '../http/caching.ts';
import type { RegistryApp } from '../http/registry-app.ts';
import { pagePolicy } from '../http/security-headers.ts';
import { logFileResponse } from '../log/log-files.ts';
import { docsPage } from './docs-page.ts';
import { icon } from './icon.ts';
import { homePage } from './home-page.ts';
import { illustrationResponse } from './illustrations.ts';
import { styleSheet } from './style-sheet.ts';

/** Adds the pages for people: what this is, the browsable documentation, outlets, and the pictures. */
export function addPages(app: RegistryApp, { database }: { readonly database: Database }): void {
  const home = homePage();
  // Made from every schema there is, which takes a third of a second: for whoever asks first, not for every start.
  let docs: string | undefined;
  app.get('/', (context) => page(context, home, 'text/html; charset=utf-8'));
  app.get('/docs', (context) => page(context, (docs ??= docsPage()), 'text/html; charset=utf-8'));
  app.get('/pages.css', (context) => page(context, styleSheet, 'text/css; charset=utf-8'));
  app.get('/favicon.svg', (context) => page(context, icon, 'image/svg+xml'));
  app.get('/log/tile/*', (context) =>
    logFileResponse(database, context.req.path.slice('/log/'.length), context.req.raw),
  );
  app.get('/illustrations/:name', (context) => illustrationResponse(context.req.param('name')));
}

function page(context: Context, body: string, contentType: string): Response {
  const headers = new Headers({
    'content-type': contentType,
    'cache-control': 'public, no-cache',
    'content-security-policy': pagePolicy,
  });
  return withEntityTag(context.req.raw, body, headers);
}
