import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { composedClosest } from '../composed-closest.ts';
import {
  findMessages,
  onRegistration,
  type LocalizedTag,
  type MessageCatalog,
} from './messages.ts';

/** An element that can be localized. */
export interface LocalizedHost extends ReactiveControllerHost, HTMLElement {
  /** The locale asked for by the element or its provider, if any. */
  readonly requestedLocale: string | undefined;
}

/**
 * Gives an element its texts in the locale asked for by its own `locale` or `lang`, its provider, the nearest
 * `lang` around it, the reader's browser, and at last zh-Hans: the first of these that it has texts in.
 */
export class Texts<Tag extends LocalizedTag> implements ReactiveController {
  readonly #host: LocalizedHost;
  readonly #tag: Tag;
  readonly #update = () => {
    this.#found = undefined;
    this.#host.requestUpdate();
  };
  #endings: readonly (() => void)[] = [];
  #found: { locale: string; messages: MessageCatalog[Tag] } | undefined;
  #requested: string | undefined;

  constructor(host: LocalizedHost, tag: Tag) {
    this.#host = host;
    this.#tag = tag;
    host.addController(this);
  }

  /** The texts in the locale in force. */
  get messages(): MessageCatalog[Tag] {
    return this.#settle().messages;
  }

  /** The locale in force, for a `lang` attribute on the element's own root. */
  get locale(): string {
    return this.#settle().locale;
  }

  /** The direction in which the locale is written, for a `dir` attribute on the element's own root. */
  get direction(): 'ltr' | 'rtl' {
    return /^(ar|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(this.locale) ? 'rtl' : 'ltr';
  }

  hostConnected(): void {
    this.#found = undefined;
    this.#endings = [
      onRegistration((tag) => tag === this.#tag && this.#update()),
      onDocumentLanguage(this.#update),
    ];
  }

  hostDisconnected(): void {
    for (const end of this.#endings) end();
  }

  #settle() {
    const requested = this.#host.requestedLocale;
    if (!this.#found || requested !== this.#requested) {
      this.#requested = requested;
      this.#found = findMessages(this.#tag, this.#candidates(requested));
    }
    return this.#found;
  }

  #candidates(requested: string | undefined): string[] {
    const candidates = [requested];
    if (globalThis.document) {
      const around = composedClosest(this.#host, '[lang]:not([lang=""])');
      candidates.push(around?.getAttribute('lang') ?? undefined, ...navigator.languages);
    }
    return candidates.filter((candidate) => candidate !== undefined);
  }
}

const languageListeners = new Set<() => void>();
let languageObserver: MutationObserver | undefined;

/** Calls back after the page has changed its language; returns a function that ends it. */
function onDocumentLanguage(callback: () => void): () => void {
  languageListeners.add(callback);
  if (!languageObserver) {
    languageObserver = new MutationObserver(() => languageListeners.forEach((listen) => listen()));
    languageObserver.observe(document.documentElement, { attributeFilter: ['lang'] });
  }
  return () => languageListeners.delete(callback);
}
