import { createFormats, type Formats } from './formats.ts';
import type { LocalizedTag } from './messages.ts';
import { Texts } from './texts.ts';

/** Gives an element its texts, and numbers, money, dates and names as they are written in the same locale. */
export class Localization<Tag extends LocalizedTag> extends Texts<Tag> {
  /** Formats of the locale in force. */
  get formats(): Formats {
    return createFormats(this.locale);
  }

  /** Which of two names a reader of this locale wants: the Chinese one or, elsewhere, the English one if there is one. */
  name(names: { readonly name: string; readonly nameEn?: string | undefined }): string {
    return this.locale.startsWith('zh') ? names.name : names.nameEn || names.name;
  }
}
