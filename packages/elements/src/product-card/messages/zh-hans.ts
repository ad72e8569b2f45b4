import type { ProductCardMessages } from './messages.ts';

/** The card's texts in simplified Chinese. */
export const zhHans: ProductCardMessages = {
  loading: '正在载入商品',
  origin: (county, province) => `${province}${county}`,
  households: (count) => `带动 ${count} 户增收`,
  price: '价格',
  addToCart: '加入购物车',
  added: '已加入',
  soldOut: '已售完',
  failed: '商品没有载入成功',
  retry: '重试',
};
