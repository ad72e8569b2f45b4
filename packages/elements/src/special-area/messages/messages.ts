import type { ListingSort } from '@fupin/schema';

/** The texts of `<fupin-special-area>`. */
export interface SpecialAreaMessages {
  readonly heading: string;
  /** Explains the mark in a line. */
  readonly introduction: string;
  readonly search: string;
  readonly searchHint: string;
  readonly province: string;
  readonly allProvinces: string;
  readonly category: string;
  readonly allCategories: string;
  readonly sort: string;
  readonly sorts: Readonly<Record<ListingSort, string>>;
  readonly loading: string;
  readonly total: (count: string) => string;
  readonly progress: (shown: string, total: string) => string;
  readonly loadMore: string;
  readonly loadingMore: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly clearFilters: string;
  readonly failed: string;
  readonly failedHint: string;
  readonly retry: string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-special-area': SpecialAreaMessages;
  }
}
