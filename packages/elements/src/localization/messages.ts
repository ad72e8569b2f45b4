/** The texts of each element by its tag; an element adds its own by declaration merging. */
export interface MessageCatalog {}

/** An element that has texts. */
export type LocalizedTag = keyof MessageCatalog;

const catalog = new Map<string, Map<string, unknown>>();
const found = new Map<string, string>();
const registrationListeners = new Set<(tag: LocalizedTag) => void>();

/**
 * Adds an element's texts in one more locale, or replaces those it has.
 * @param locale BCP 47 tag, e.g. `ug` or `zh-Hant`
 * @example
 * registerMessages('fupin-certification-badge', 'fr', { valid: 'Certifié', … });
 */
export function registerMessages<Tag extends LocalizedTag>(
  tag: Tag,
  locale: string,
  messages: MessageCatalog[Tag],
): void {
  let locales = catalog.get(tag);
  if (!locales) catalog.set(tag, (locales = new Map()));
  locales.set(new Intl.Locale(locale).toString(), messages);
  found.clear();
  for (const listen of registrationListeners) listen(tag);
}

/** The texts of an element in the first of these locales that it has. */
export function findMessages<Tag extends LocalizedTag>(
  tag: Tag,
  locales: readonly string[],
): { locale: string; messages: MessageCatalog[Tag] } {
  const available = catalog.get(tag) ?? new Map<string, unknown>();
  // Matching is slow, and a thousand elements ask for the same.
  const question = `${tag} ${locales.join()}`;
  let locale = found.get(question);
  if (!locale) found.set(question, (locale = bestLocale(tag, locales, available)));
  return { locale, messages: available.get(locale) as MessageCatalog[Tag] };
}

function bestLocale(
  tag: string,
  locales: readonly string[],
  available: ReadonlyMap<string, unknown>,
): string {
  for (const wanted of [...locales, 'zh-Hans']) {
    const locale = matchLocale(wanted, available.keys());
    if (locale) return locale;
  }
  throw new RangeError(
    `${tag} has no texts in zh-Hans; received ${[...available.keys()].join(', ')}`,
  );
}

/** Calls back after texts were registered, with whose they are; returns a function that ends it. */
export function onRegistration(callback: (tag: LocalizedTag) => void): () => void {
  registrationListeners.add(callback);
  return () => registrationListeners.delete(callback);
}

/** The available locale that serves a wanted one: the same, else one of the same script, else one of the same language. */
export function matchLocale(wanted: string, available: Iterable<string>): string | undefined {
  const choices = [...available];
  let likely: Intl.Locale;
  try {
    likely = new Intl.Locale(wanted).maximize();
  } catch {
    return undefined;
  }
  const rank = (choice: string) => {
    const { language, script, region } = new Intl.Locale(choice).maximize();
    if (language !== likely.language) return 0;
    return 1 + (script === likely.script ? 2 : 0) + (region === likely.region ? 1 : 0);
  };
  return choices.filter((choice) => rank(choice) > 0).toSorted((a, b) => rank(b) - rank(a))[0];
}
