import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { listCategories } from './category-store.ts';
import { countiesWithin } from './county.ts';
import { listProducts } from './list-products.ts';
import type { ProductSearch } from './product-search.ts';
import { findProducts } from './product-store.ts';

/** Handlers of the directory: products, categories and counties. */
export const directoryHandlers = (search: ProductSearch) =>
  ({
    listProducts: ({ connection, query, now }) => listProducts(connection, search, query, now),

    async getProduct({ connection, params: { productId }, now }) {
      const product = (await findProducts(connection, [productId], now)).get(productId);
      if (!product) throw new ProblemError('notFound', `There is no product ${productId}.`);
      return product;
    },

    async listCategories({ connection }) {
      return { items: await listCategories(connection), nextCursor: null };
    },

    listCounties({ query: { divisionCode } }) {
      const items = countiesWithin(divisionCode).map(
        ({ pinyin: _pinyin, nameIn2020: _name, ...county }) => county,
      );
      return { items, nextCursor: null };
    },
  }) satisfies Partial<Handlers>;
