import type { ReactiveController, ReactiveControllerHost } from '@lit/reactive-element';
import { composedClosest } from '../composed-closest.ts';
import { ContextRequestEvent } from './context-request.ts';
import {
  providedContext,
  resolveRegistry,
  type Provided,
  type RegistryContext,
  type RegistryOptions,
} from './registry-context.ts';

/** An element whose own properties override what its provider gives. */
export type RegistryHost = HTMLElement &
  ReactiveControllerHost &
  RegistryOptions &
  Pick<Provided, 'locale'>;

/** Tells an element which registry, keys, outlet and locale are in force for it: its own over those of its provider. */
export class RegistryConsumer implements ReactiveController {
  readonly #host: RegistryHost;
  #provided: Provided = {};
  #unsubscribe: (() => void) | undefined;

  constructor(host: RegistryHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Registry, keys and outlet in force; undefined where no registry is named. */
  get context(): RegistryContext | undefined {
    const own = this.#host;
    const provided = this.#provided;
    return resolveRegistry({
      registry: own.registry ?? provided.registry,
      publishableKey: own.publishableKey ?? provided.publishableKey,
      rootKey: own.rootKey ?? provided.rootKey,
      session: own.session ?? provided.session,
      outlet: own.outlet ?? provided.outlet,
      fetch: own.fetch ?? provided.fetch,
    });
  }

  /** The locale asked for by the element or its provider, if any. */
  get locale(): string | undefined {
    return this.#host.locale ?? (this.#host.lang || this.#provided.locale);
  }

  /** Whether a provider around the element has yet to be defined, so that nothing can be said for want of a registry. */
  get isWaiting(): boolean {
    return composedClosest(this.#host, 'fupin-provider:not(:defined)') !== null;
  }

  hostConnected(): void {
    this.#request();
    this.#host.requestUpdate();
    // A provider that is defined after its content did not hear the request.
    if (this.isWaiting)
      void customElements.whenDefined('fupin-provider').then(() => this.#request());
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#provided = {};
  }

  #request(): void {
    if (!this.#host.isConnected) return;
    this.#host.dispatchEvent(new ContextRequestEvent(providedContext, this.#host, this.#receive));
  }

  readonly #receive = (provided: Provided, unsubscribe?: () => void): void => {
    if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    this.#provided = provided;
    this.#host.requestUpdate();
  };
}
