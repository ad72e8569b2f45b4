/** The texts of `<fupin-product-card>`. */
export interface ProductCardMessages {
  readonly loading: string;
  readonly origin: (county: string, province: string) => string;
  readonly households: (count: string) => string;
  readonly price: string;
  readonly addToCart: string;
  readonly added: string;
  readonly soldOut: string;
  readonly failed: string;
  readonly retry: string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-product-card': ProductCardMessages;
  }
}
