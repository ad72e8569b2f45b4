import { css } from '../css.ts';
import { define } from '../define.ts';
import { PlainElement, type PropertySettings } from '../plain-element.ts';
import type { ContextCallback, ContextRequestEvent } from './context-request.ts';
import { providedContext, type Provided } from './registry-context.ts';

/**
 * Gives registry address, key, outlet, locale and theme to the elements inside it; shows nothing of its own.
 *
 * @tag fupin-provider
 * @slot - The part of the page whose elements share these settings.
 */
export class Provider extends PlainElement {
  static override properties: Readonly<Record<string, PropertySettings>> = {
    registry: {},
    publishableKey: { attribute: 'publishable-key' },
    rootKey: { attribute: 'root-key' },
    outlet: {},
    locale: {},
    theme: { reflect: true },
    session: { attribute: false },
    fetch: { attribute: false },
  };
  static override styles = [
    css`
      :host {
        display: contents;
      }
      :host([theme='light']) {
        color-scheme: light;
      }
      :host([theme='dark']) {
        color-scheme: dark;
      }
    `,
  ];

  /** Address of the registry, e.g. `https://registry.example`. */
  registry: string | undefined;
  /** Publishable key, `pk_…`. */
  publishableKey: string | undefined;
  /**
   * Thumbprint (RFC 7638) of the root key that must have signed the registry's keys, or several between spaces. Where none is
   * given, the keys that the registry serves are believed.
   */
  rootKey: string | undefined;
  /** Outlet that the elements are about, `out_…`. */
  outlet: string | undefined;
  /** Locale of the texts, e.g. `zh-Hans` or `en`; from the nearest `lang` where absent. */
  locale: string | undefined;
  /** `light` or `dark` where the page does not say it by `color-scheme`. */
  theme: 'light' | 'dark' | undefined;
  /** Reporting session, `rs_…`; a property only, so that it does not stay behind in markup. */
  session: string | undefined;
  /** Replaces the `fetch` that requests go through. */
  fetch: typeof fetch | undefined;

  readonly #subscribers = new Map<ContextCallback<Provided>, () => void>();

  constructor() {
    super();
    this.addEventListener('context-request', (event) => {
      const { context, contextTarget, callback, subscribe } =
        event as ContextRequestEvent<Provided>;
      if (context !== providedContext || contextTarget === this) return;
      event.stopPropagation();
      if (subscribe) this.#subscribers.set(callback, () => this.#subscribers.delete(callback));
      callback(this.#provided, this.#subscribers.get(callback));
    });
  }

  get #provided(): Provided {
    const { registry, publishableKey, rootKey, outlet, locale, session, fetch } = this;
    return { registry, publishableKey, rootKey, outlet, locale, session, fetch };
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    root.append(document.createElement('slot'));
    return root;
  }

  protected override updated(): void {
    for (const [callback, unsubscribe] of this.#subscribers) callback(this.#provided, unsubscribe);
  }
}

define('fupin-provider', Provider);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-provider': Provider;
  }
}
