import type { ProductCardMessages } from './messages.ts';

/** The card's texts in English. */
export const en: ProductCardMessages = {
  loading: 'Loading product',
  origin: (county, province) => `${county}, ${province}`,
  households: (count) => `Helps ${count} households`,
  price: 'Price',
  addToCart: 'Add to cart',
  added: 'Added',
  soldOut: 'Sold out',
  failed: 'This product could not be loaded',
  retry: 'Try again',
};
