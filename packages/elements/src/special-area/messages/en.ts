import type { SpecialAreaMessages } from './messages.ts';

/** The special area's texts in English. */
export const en: SpecialAreaMessages = {
  heading: 'Poverty Alleviation Special Area',
  introduction:
    'Every product is certified by its county of origin. Your browser verifies each mark on the spot; open one to see its certificate.',
  search: 'Search the special area',
  searchHint: 'Product, origin or supplier',
  province: 'Origin',
  allProvinces: 'All origins',
  category: 'Category',
  allCategories: 'All',
  sort: 'Sort by',
  sorts: {
    relevance: 'Featured',
    priceAscending: 'Price: low to high',
    priceDescending: 'Price: high to low',
    householdsHelped: 'Most households helped',
  },
  loading: 'Loading products…',
  total: (count) => `${count} products`,
  progress: (shown, total) => `Showing ${shown} of ${total}`,
  loadMore: 'Show more products',
  loadingMore: 'Loading…',
  empty: 'No products match',
  emptyHint: 'Try another word, or widen origin and category.',
  clearFilters: 'Clear filters',
  failed: 'The special area could not be loaded',
  failedHint: 'Check your connection and try again.',
  retry: 'Try again',
};
