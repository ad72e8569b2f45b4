import { Category, CategoryCode } from '../category.ts';
import { DivisionCode } from '../division.ts';
import type { Endpoint } from '../endpoint.ts';
import { ProductId } from '../id.ts';
import { page, pageQuery } from '../page.ts';
import { Product } from '../product.ts';
import { flag, searchWords } from './query.ts';
import * as z from 'zod/mini';

/** Products, categories and counties. */
export const directoryEndpoints = {
  listProducts: {
    summary: 'Search the directory of products, in Chinese, pinyin or English',
    tag: 'directory',
    access: ['public'],
    query: z.object({
      ...pageQuery,
      q: searchWords,
      /** Of a county, prefecture or province of origin. */
      divisionCode: z.optional(DivisionCode),
      categoryCode: z.optional(CategoryCode),
      /** Only products whose certificate is, or is not, in force now. */
      inForce: z.optional(flag),
    }),
    response: page(Product),
    problems: ['invalidInput'],
  },
  getProduct: {
    summary: 'Get a product with its latest certificate',
    tag: 'directory',
    access: ['public'],
    params: z.object({ productId: ProductId }),
    response: Product,
    problems: ['invalidInput', 'notFound'],
  },
  listCategories: {
    summary: 'List the categories of the directory',
    tag: 'directory',
    access: ['public'],
    response: page(Category),
    problems: [],
  },
  listCounties: {
    summary: 'List the 832 counties',
    tag: 'directory',
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
