const ESCAPES = /** @type {Record<string, string>} */ ({
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
});

/**
 * Text made safe to stand in HTML text and in quoted attribute values.
 * @param {string} text
 */
export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/**
 * Fills each `{{name}}` of a page with its value, HTML-escaped; throws on a name without a value, so
 * that a misspelt placeholder never reaches a visitor.
 * @param {string} html
 * @param {Readonly<Record<string, string>>} values
 */
export function fillPlaceholders(html, values) {
  return html.replace(/\{\{\s*([A-Za-z]+)\s*\}\}/g, (_, /** @type {string} */ name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new Error(
        `placeholder {{${name}}} has no value; known names: ${Object.keys(values).join(', ')}`,
      );
    }
    return escapeHtml(value);
  });
}

/**
 * Puts the shop's shared parts where a page asks for them with `<!--#include header -->`.
 * @param {string} html
 * @param {(name: string) => Promise<string>} readPart
 */
export async function includeParts(html, readPart) {
  const pieces = html.split(/<!--#include ([a-z-]+) -->/);
  const filled = pieces.map((piece, index) => (index % 2 === 1 ? readPart(piece) : piece));
  return (await Promise.all(filled)).join('');
}
