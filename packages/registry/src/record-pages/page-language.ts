/** The languages that the registry's pages speak. */
export type PageLanguage = 'zh-Hans' | 'en';

/** The language that a reader's Accept-Language asks for first; Chinese where it asks for neither. */
export function pageLanguage(acceptLanguage: string | null): PageLanguage {
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [, language] = /^\s*(zh|en)\b/i.exec(range) ?? [];
    if (language) return language.toLowerCase() === 'en' ? 'en' : 'zh-Hans';
  }
  return 'zh-Hans';
}
