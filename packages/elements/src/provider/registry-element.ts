import { ContextConsumer } from '@lit/context';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { composedClosest } from '../composed-closest.ts';
import { providedContext, resolveRegistry, type RegistryContext } from './registry-context.ts';

/**
 * What all elements that speak to a registry have in common: they take registry, key, outlet and locale from the provider
 * around them, and an attribute of their own overrides it.
 */
export abstract class RegistryElement extends LitElement {
  /** Address of the registry, e.g. `https://registry.example`; from the provider where absent. */
  @property() registry: string | undefined;
  /** Publishable key, `pk_…`; from the provider where absent. */
  @property() key: string | undefined;
  /** Outlet, `out_…`; from the provider where absent. */
  @property() outlet: string | undefined;
  /** Locale of the texts, e.g. `zh-Hans`; from the provider, then from the nearest `lang` where absent. */
  @property() locale: string | undefined;
  /** Reporting session, `rs_…`; a property only, so that it does not stay behind in markup. */
  @property({ attribute: false }) session: string | undefined;
  /** Replaces the `fetch` that requests go through. */
  @property({ attribute: false }) fetch: typeof fetch | undefined;

  readonly #consumer = new ContextConsumer(this, { context: providedContext, subscribe: true });

  override connectedCallback(): void {
    super.connectedCallback();
    // A provider that is defined after its content did not hear the request for its context.
    if (this.isWaiting) {
      void customElements.whenDefined('fupin-provider').then(() => {
        if (this.isConnected) this.#consumer.hostConnected();
      });
    }
  }

  /** Whether a provider around this element has yet to be defined, so that nothing can be said for want of a registry. */
  protected get isWaiting(): boolean {
    return !this.#consumer.value && composedClosest(this, 'fupin-provider:not(:defined)') !== null;
  }

  /** Registry, keys and outlet in force here: own properties over those provided; undefined where no registry is named. */
  protected get context(): RegistryContext | undefined {
    const provided = this.#consumer.value;
    return resolveRegistry({
      registry: this.registry ?? provided?.registry,
      key: this.key ?? provided?.key,
      session: this.session ?? provided?.session,
      outlet: this.outlet ?? provided?.outlet,
      fetch: this.fetch ?? provided?.fetch,
    });
  }

  /** The locale asked for by this element or its provider, if any. */
  get requestedLocale(): string | undefined {
    return this.locale ?? (this.lang || this.#consumer.value?.locale);
  }
}
