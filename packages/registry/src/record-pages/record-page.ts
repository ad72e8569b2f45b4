import { html, raw } from 'hono/html';
import { hash } from 'node:crypto';
import type { Markup } from '../pages/page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { pageTexts } from './page-texts.ts';
import { recordPageStyle } from './record-page-style.ts';

// No script, nothing from elsewhere, and the one style sheet named by its digest.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', recordPageStyle, 'base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A page for people about one record, or a list of them. */
export interface RecordPage {
  readonly title: string;
  readonly body: Markup;
  readonly status?: number;
  /** The page's one address, whatever it was asked for by. */
  readonly canonical?: string;
  /** What the page says, for search engines, in terms of schema.org. */
  readonly jsonLd?: object;
  /** Whether the page holds a secret or answers a form, and so must not be kept anywhere. */
  readonly isPrivate?: boolean;
}

/** A page for people, which needs no script and nothing but itself. */
export async function recordPage(language: PageLanguage, page: RecordPage): Promise<Response> {
  const { title, body, status = 200, canonical, jsonLd, isPrivate = false } = page;
  const texts = pageTexts[language];
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/favicon.svg" />
        ${canonical === undefined ? '' : html`<link rel="canonical" href="${canonical}" />`}
        ${raw(`<style>${recordPageStyle}</style>`)} ${jsonLd ? dataBlock(jsonLd) : ''}
      </head>
      <body>
        <header>
          <a href="/">${texts.registry}</a>
          <nav>
            <a href="/batches">${texts.batches}</a> <a href="/licences">${texts.licences}</a>
          </nav>
        </header>
        <main>${body}</main>
      </body>
    </html>`;
  return new Response((await document).toString(), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': policy,
      'cache-control': isPrivate ? 'no-store' : 'public, no-cache',
      vary: 'Accept, Accept-Language',
    },
  });
}

/** The page that says that there is no such record. */
export function missingPage(language: PageLanguage, title: string, meaning: string, status = 404) {
  return recordPage(language, {
    title,
    status,
    body: html`<div class="status bad">
      <h1 class="verdict">${title}</h1>
      <p>${meaning}</p>
    </div>`,
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

/** The first picture of a product that the registry itself serves, and nothing where there is none. */
export function pictureOf(images: readonly string[]): string | undefined {
  return images.find((address) => address.startsWith('/'));
}

// A data block runs nothing, so the policy has no say in it; `<` alone could end it.
function dataBlock(jsonLd: object): Markup {
  const text = JSON.stringify(jsonLd).replaceAll('<', '\\u003c');
  return raw(`<script type="application/ld+json">${text}</script>`);
}
