import { Category, CategoryCode } from '../category.ts';
import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { OutletId, ProductId } from '../id.ts';
import { outletKinds } from '../outlet.ts';
import { page, pageQuery } from '../page.ts';
import { Product, productStates } from '../product.ts';
import { ProductFacets } from '../product-facets.ts';
import { SchemeId } from '../scheme-id.ts';
import { amountFen, flag, searchWords } from './query.ts';
import * as z from 'zod/mini';

/** Orders of a list of products; without words to search for, `relevance` is the order of entry. */
export const productSorts = [
  'relevance',
  'priceAscending',
  'priceDescending',
  'householdsHelped',
  'newest',
] as const;
export type ProductSort = (typeof productSorts)[number];

/** Products, categories and counties. */
export const directoryEndpoints = {
  listProducts: {
    summary: 'Search the directory of products, in Chinese, pinyin or English',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      q: searchWords,
      /** Of a county, prefecture or province of origin. */
      divisionCode: z.optional(DivisionCode),
      categoryCode: z.optional(CategoryCode),
      /** Only products whose certificate is, or is not, in force now. */
      inForce: z.optional(flag),
      /** Only products that stand so now. */
      state: z.optional(z.enum(productStates)),
      /** Only products certified under this scheme, in force and state then being those of its certificates. */
      schemeId: z.optional(SchemeId),
      /** Only products on sale at this outlet. */
      outletId: z.optional(OutletId),
      /** Only products on sale at an outlet of this kind. */
      outletKind: z.optional(z.enum(outletKinds)),
      /** Reference price, at least. */
      minPriceFen: z.optional(amountFen),
      /** Reference price, at most. */
      maxPriceFen: z.optional(amountFen),
      sort: z.optional(z.enum(productSorts)),
      /** Whether to count the products under each value of each filter as well. */
      facets: z.optional(flag),
    }),
    response: z.readonly(
      z.looseObject({
        items: z.readonly(z.array(Product)),
        nextCursor: z.nullable(z.string()),
        /** How many products there are on all pages. */
        total: z.int(),
        facets: z.optional(ProductFacets),
      }),
    ),
    problems: ['invalidInput'],
  },
  getProduct: {
    summary: 'Get a product with its latest certificate',
    access: ['public'],
    params: z.object({ productId: ProductId }),
    response: Product,
    problems: ['invalidInput', 'notFound'],
  },
  listCategories: {
    summary: 'List the categories of the directory',
    access: ['public'],
    response: page(Category),
    problems: [],
  },
  listCounties: {
    summary: 'List the 832 counties',
    access: ['public'],
    query: z.object({ divisionCode: z.optional(DivisionCode) }),
    response: page(
      z.looseObject({
        code: DivisionCode,
        codeIn2020: DivisionCode,
        name: z.string(),
        nameEn: z.string(),
        listName: z.string(),
        prefecture: z.string(),
        provinceCode: DivisionCode,
        provinceName: z.string(),
        provinceNameEn: z.string(),
        exitYear: z.int(),
      }),
    ),
    problems: ['invalidInput'],
  },
} as const satisfies Record<string, Endpoint>;
