import { html, raw } from 'hono/html';
import { hash } from 'node:crypto';
import type { Markup } from '../pages/page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { recordPageStyle } from './record-page-style.ts';

// No script, nothing from elsewhere, and the one style sheet named by its digest.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', recordPageStyle, 'base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page for people about one record, which needs no script and nothing but itself. */
export async function recordPage(
  language: PageLanguage,
  page: {
    readonly title: string;
    readonly registryName: string;
    readonly body: Markup;
    readonly status?: number;
  },
): Promise<Response> {
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <link rel="icon" href="/favicon.svg" />
        ${raw(`<style>${recordPageStyle}</style>`)}
      </head>
      <body>
        <header><a href="/">${page.registryName}</a></header>
        <main>${page.body}</main>
      </body>
    </html>`;
  return new Response((await document).toString(), {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': policy,
      'cache-control': 'public, no-cache',
      vary: 'Accept, Accept-Language',
    },
  });
}

/** Pairs of term and description; those without a description are left out. */
export function factList(
  facts: readonly (readonly [term: string, value: Markup | string])[],
): Markup {
  return html`<dl>
    ${facts
      .filter(([, value]) => value !== '')
      .map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;
}

/** Where licensed origins stand on a page: as links that tell the other side nothing of the reader. */
export function originList(origins: readonly string[]): Markup {
  return html`<ul class="origins">
    ${origins.map(
      (origin) => html`<li><a href="${origin}" rel="nofollow noreferrer">${origin}</a></li>`,
    )}
  </ul>`;
}
