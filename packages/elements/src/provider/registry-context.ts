import { createReader, type Reader } from '@fupin/client/read';

/** What a provider gives to the elements inside it, and what each element works with in the end. */
export interface RegistryContext {
  /** Address of the registry without a slash at its end, e.g. `https://registry.example`. */
  readonly registry: string;
  /** Publishable key, `pk_…`. */
  readonly publishableKey: string | undefined;
  /** Thumbprints of the registry's root keys, between spaces; undefined where the page pins none. */
  readonly rootKey: string | undefined;
  /** Reporting session, `rs_…`, for the elements of a back office. */
  readonly session: string | undefined;
  /** Outlet that the elements are about, `out_…`. */
  readonly outlet: string | undefined;
  /** Reads from the registry as the session's holder where there is a session, else with the key. */
  readonly reader: Reader;
  /** The `fetch` that every request goes through. */
  readonly fetch: typeof fetch;
}

/** What may be said of a {@link RegistryContext}, by a provider or an element; what is absent comes from further out. */
export type RegistryOptions = {
  readonly [Name in Exclude<keyof RegistryContext, 'reader'>]?: RegistryContext[Name] | undefined;
};

/** What a provider passes on: its options, and the locale of its texts. */
export interface Provided extends RegistryOptions {
  readonly locale?: string | undefined;
}

/** The context under which `<fupin-provider>` answers; all copies of this library on a page share it. */
export const providedContext = Symbol.for('@fupin/elements/provided');

const readers = new WeakMap<typeof fetch, Map<string, Reader>>();

/** Makes a context of options, or undefined where no registry is named; equal options share one reader. */
export function resolveRegistry(options: RegistryOptions): RegistryContext | undefined {
  const registry = options.registry?.replace(/\/+$/, '');
  if (!registry) return undefined;
  const { publishableKey, rootKey, session, outlet, fetch = globalThis.fetch } = options;
  const secret = session ?? publishableKey;
  let perFetch = readers.get(fetch);
  if (!perFetch) readers.set(fetch, (perFetch = new Map()));
  const name = `${registry} ${secret}`;
  let reader = perFetch.get(name);
  if (!reader) perFetch.set(name, (reader = createReader({ registry, key: secret, fetch })));
  return { registry, publishableKey, rootKey, session, outlet, reader, fetch };
}
