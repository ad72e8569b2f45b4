/**
 * A style sheet that all shadow roots share; without the wrapping of Lit's `css`, which is made for sheets of many parts. On
 * a server, which has none but must be able to load the module, its text in the shape that Lit's renderer reads.
 */
export function css({ raw: [cssText = ''] }: TemplateStringsArray): CSSStyleSheet {
  if (!globalThis.CSSStyleSheet) return { cssText } as CSSStyleSheet & { cssText: string };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(cssText);
  return sheet;
}
