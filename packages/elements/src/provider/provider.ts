import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { define } from '../define.ts';
import { providedContext } from './registry-context.ts';

/**
 * Gives registry address, key, outlet, locale and theme to the elements inside it; shows nothing of its own.
 *
 * @tag fupin-provider
 * @slot - The part of the page whose elements share these settings.
 */
export class Provider extends LitElement {
  static override properties = {
    registry: {},
    key: {},
    outlet: {},
    locale: {},
    theme: { reflect: true },
    session: { attribute: false },
    fetch: { attribute: false },
  };
  static override styles = css`
    :host {
      display: contents;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
  `;

  /** Address of the registry, e.g. `https://registry.example`. */
  registry: string | undefined;
  /** Publishable key, `pk_…`. */
  key: string | undefined;
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

  readonly #provider = new ContextProvider(this, { context: providedContext, initialValue: {} });

  override connectedCallback(): void {
    // Before the elements inside ask: the first update would come after their first request.
    this.#provide();
    super.connectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.size > 0) this.#provide();
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #provide(): void {
    const { registry, key, outlet, locale, session, fetch } = this;
    this.#provider.setValue({ registry, key, outlet, locale, session, fetch });
  }
}

define('fupin-provider', Provider);

declare global {
  interface HTMLElementTagNameMap {
    'fupin-provider': Provider;
  }
}
