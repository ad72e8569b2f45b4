import type * as Details from '../badge-details/badge-popover.ts';
import type { BadgeDetailsMessages } from '../badge-details/messages/messages.ts';
import { findMessages, registerMessages } from '../localization/messages.ts';

/**
 * Loads the code of the popover and its texts in one language, since few of the badges that are seen are pressed. Undefined
 * where that fails, as after a new release has taken the files' place.
 */
export function loadDetails(locale: string): Promise<typeof Details | undefined> {
  return Promise.all([import('../badge-details/badge-popover.ts'), loadTexts(locale)]).then(
    ([details]) => details,
    () => undefined,
  );
}

/** The texts that were loaded, or those in the same locale that the page has put in their place. */
export function detailsMessages(locale: string): BadgeDetailsMessages {
  return findMessages('fupin-badge-details', [locale, 'en']).messages;
}

const languages: Partial<Record<'zh-Hans' | 'en', Promise<void>>> = {};

async function loadTexts(locale: string): Promise<void> {
  // Registered once, so that texts which the page has put in their place stay.
  await (locale.startsWith('zh')
    ? (languages['zh-Hans'] ??= import('../badge-details/messages/zh-hans.ts').then(({ zhHans }) =>
        registerMessages('fupin-badge-details', 'zh-Hans', zhHans),
      ))
    : (languages.en ??= import('../badge-details/messages/en.ts').then(({ en }) =>
        registerMessages('fupin-badge-details', 'en', en),
      )));
}
