/** The languages that the registry's pages speak. */
export type PageLanguage = 'zh-Hans' | 'en';

/** The language that a reader's Accept-Language weighs most (RFC 9110, 12.5.4); Chinese where it asks for neither. */
export function pageLanguage(acceptLanguage: string | null): PageLanguage {
  const asked = (acceptLanguage ?? '').split(',').flatMap((range) => {
    const [, language, weight = '1'] =
      /^\s*(zh|en)(?:-[a-z\d-]+)?\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(range) ?? [];
    return language ? [{ language, weight: Number(weight) }] : [];
  });
  const [best] = asked.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return best?.language.toLowerCase() === 'en' ? 'en' : 'zh-Hans';
}
