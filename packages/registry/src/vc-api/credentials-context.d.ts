declare module '@digitalbazaar/credentials-context' {
  /** JSON-LD contexts of W3C by their URL. */
  export const contexts: ReadonlyMap<string, object>;
}
