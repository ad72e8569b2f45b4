import { html, raw } from 'hono/html';

/** Markup that is safe to put into a page: made by the `html` template, which escapes what is filled in. */
export type Markup = ReturnType<typeof html>;

/** A whole page with the registry's style sheet. */
export function pageFrame({ title, body }: { title: string; body: Markup }): string {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href="/pages.css" />
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return String(document);
}

/** Text in which backticks enclose code, as in Markdown. */
export function prose(text: string): Markup {
  return sequence(
    text
      .split('`')
      .map((part, place) => (place % 2 === 0 ? html`${part}` : html`<code>${part}</code>`)),
  );
}

/** Several pieces of markup after each other. */
export function sequence(pieces: readonly Markup[]): Markup {
  return raw(pieces.map(String).join(''));
}
