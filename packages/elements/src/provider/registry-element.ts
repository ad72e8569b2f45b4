import { LitElement, type PropertyDeclarations } from 'lit';
import type { RegistryContext } from './registry-context.ts';
import { RegistryConsumer } from './registry-consumer.ts';

/**
 * What all elements that speak to a registry have in common: they take registry, key, outlet and locale from the provider
 * around them, and an attribute of their own overrides it.
 */
export abstract class RegistryElement extends LitElement {
  static override properties: PropertyDeclarations = {
    registry: {},
    publishableKey: { attribute: 'publishable-key' },
    rootKey: { attribute: 'root-key' },
    outlet: {},
    locale: {},
    session: { attribute: false },
    fetch: { attribute: false },
  };

  /** Address of the registry, e.g. `https://registry.example`; from the provider where absent. */
  registry: string | undefined;
  /** Publishable key, `pk_…`; from the provider where absent. */
  publishableKey: string | undefined;
  /** Thumbprints (RFC 7638) of the registry's root keys, between spaces; from the provider where absent. */
  rootKey: string | undefined;
  /** Outlet, `out_…`; from the provider where absent. */
  outlet: string | undefined;
  /** Locale of the texts, e.g. `zh-Hans`; from the provider, then from the nearest `lang` where absent. */
  locale: string | undefined;
  /** Reporting session, `rs_…`; a property only, so that it does not stay behind in markup. */
  session: string | undefined;
  /** Replaces the `fetch` that requests go through. */
  fetch: typeof fetch | undefined;

  readonly #consumer = new RegistryConsumer(this);

  /** Registry, keys and outlet in force here: own properties over those provided; undefined where no registry is named. */
  protected get context(): RegistryContext | undefined {
    return this.#consumer.context;
  }

  /** Whether a provider around this element has yet to be defined, so that nothing can be said for want of a registry. */
  protected get isWaiting(): boolean {
    return this.#consumer.isWaiting;
  }

  /** The locale asked for by this element or its provider, if any. */
  get requestedLocale(): string | undefined {
    return this.#consumer.locale;
  }
}
