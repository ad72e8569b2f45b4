import type { Listing, ListingFacets, ListingSort } from '@fupin/schema';
import type { RegistryContext } from '../provider/registry-context.ts';
import { webUrl } from '../web-url.ts';

/** How many listings are loaded at a time; fills whole rows of 2, 3, 4 and 6. */
export const pageSize = 24;

/** Where listings come from. */
type Source = Pick<RegistryContext, 'reader' | 'registry'>;

/** Which listings of an outlet to show, and in what order; empty parts do not narrow. */
export interface ListingQuery {
  readonly outletId: string;
  readonly q: string | undefined;
  readonly divisionCode: string | undefined;
  readonly categoryCode: string | undefined;
  readonly sort: ListingSort | undefined;
}

/** What has been loaded so far, and what is going on. */
export interface ListingPagesState {
  /** `loading` the first page of a query, `loadingMore` a further one. */
  readonly status: 'loading' | 'loadingMore' | 'ready' | 'failed';
  readonly items: readonly Listing[];
  /** How many listings match; undefined before the first answer. */
  readonly total: number | undefined;
  readonly facets: ListingFacets | undefined;
  readonly nextCursor: string | null;
  readonly error: unknown;
}

const initial: ListingPagesState = {
  status: 'loading',
  items: [],
  total: undefined,
  facets: undefined,
  nextCursor: null,
  error: undefined,
};

/** Loads the certified listings of an outlet page by page; a newer query ends an older one. */
export class ListingPages {
  readonly #onChange: (state: ListingPagesState) => void;
  #state = initial;
  #abort: AbortController | undefined;

  constructor(onChange: (state: ListingPagesState) => void) {
    this.#onChange = onChange;
  }

  get state(): ListingPagesState {
    return this.#state;
  }

  /** Loads the first page of a query; until it is there, what was loaded before stays. */
  async load(source: Source, query: ListingQuery): Promise<void> {
    this.#change({ status: 'loading', error: undefined });
    await this.#read(source, query, { facets: true }, ({ items, nextCursor, total, facets }) => {
      const kept = keepChosen(facets, this.#state.facets, query);
      this.#change({ status: 'ready', items, nextCursor, total, facets: kept });
    });
  }

  /** Loads the page after those loaded, if there is one. */
  async loadMore(source: Source, query: ListingQuery): Promise<void> {
    const { nextCursor: cursor, status } = this.#state;
    if (cursor === null || status === 'loading' || status === 'loadingMore') return;
    this.#change({ status: 'loadingMore', error: undefined });
    await this.#read(source, query, { cursor }, ({ items, nextCursor, total }) => {
      this.#change({ status: 'ready', items: [...this.#state.items, ...items], nextCursor, total });
    });
  }

  /** Says that nothing can be loaded, and why. */
  fail(error: unknown): void {
    this.cancel();
    this.#change({ status: 'failed', error });
  }

  /** Ends what is going on. */
  cancel(): void {
    this.#abort?.abort();
  }

  async #read(
    source: Source,
    query: ListingQuery,
    extra: { readonly facets?: true; readonly cursor?: string },
    onPage: (page: Awaited<ReturnType<typeof readPage>>) => void,
  ): Promise<void> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    try {
      const page = await readPage(source, query, extra, signal);
      if (!signal.aborted) onPage(page);
    } catch (error) {
      if (signal.aborted) return;
      // What belongs to an older query must not stand under a newer one.
      const rest = extra.cursor ? {} : { items: [], nextCursor: null, total: undefined };
      this.#change({ status: 'failed', error, ...rest });
    }
  }

  #change(change: Partial<ListingPagesState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }
}

async function readPage(
  { reader, registry }: Source,
  { outletId, q, divisionCode, categoryCode, sort }: ListingQuery,
  extra: { readonly facets?: true; readonly cursor?: string },
  signal: AbortSignal,
) {
  const page = await reader.read(
    'GET /v1/outlets/{outletId}/listings',
    {
      outletId,
      ...(q && { q }),
      ...(divisionCode && { divisionCode }),
      ...(categoryCode && { categoryCode }),
      ...(sort && { sort }),
      inForce: true,
      limit: pageSize,
      ...extra,
    },
    { signal },
  );
  return { ...page, items: page.items.map((listing) => withFullAddress(listing, registry)) };
}

/** A picture's address may be relative to the registry's, which a page that takes the listing need not know. */
function withFullAddress(listing: Listing, registry: string): Listing {
  return { ...listing, imageUrl: webUrl(listing.imageUrl, registry) ?? null };
}

/** Keeps what the query has chosen among the choices, with a count of 0, where no listing is left under it. */
export function keepChosen(
  facets: ListingFacets | undefined,
  before: ListingFacets | undefined,
  { divisionCode, categoryCode }: Pick<ListingQuery, 'divisionCode' | 'categoryCode'>,
): ListingFacets | undefined {
  if (!facets) return before;
  const keep = <Choice extends { readonly code: string; readonly count: number }>(
    choices: readonly Choice[],
    known: readonly Choice[] = [],
    chosen: string | undefined,
  ): readonly Choice[] => {
    if (!chosen || choices.some(({ code }) => code === chosen)) return choices;
    const lost = known.find(({ code }) => code === chosen);
    return lost ? [...choices, { ...lost, count: 0 }] : choices;
  };
  return {
    ...facets,
    provinces: keep(facets.provinces, before?.provinces, divisionCode),
    categories: keep(facets.categories, before?.categories, categoryCode),
  };
}
