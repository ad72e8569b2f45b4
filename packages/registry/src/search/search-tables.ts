/** The tables by which products and outlets are found; see docs/decisions/0012. */
export interface SearchTables {
  searchIndex: SearchIndexRow;
  searchPosting: SearchPostingRow;
  productEntry: ProductEntryRow;
  outletEntry: OutletEntryRow;
  shelf: ShelfRow;
}

/** What is searched through. */
export type Collection = 'product' | 'outlet';

/** The state of an index; whoever changes entries locks its row until the transaction ends. */
export interface SearchIndexRow {
  collection: Collection;
  /** Grows with every change of an entry. */
  version: number;
  /** Grows with every change of the terms under which something is found. */
  wordsVersion: number;
  /** The place that the next new entry is given. */
  nextPlace: number;
  /** How terms are made of texts; where it is not that of this software, the index is made anew. */
  format: number;
}

/** The places of the entries that have a term, a chunk a row: see posting-chunk.ts. */
export interface SearchPostingRow {
  collection: Collection;
  term: string;
  chunk: number;
  places: Uint8Array;
}

/** All by which a product is selected and sorted, in one row. */
export interface ProductEntryRow {
  /** Dense from 0, given once and never moved. */
  place: number;
  productId: string;
  /** The version of the index with which the entry last changed. */
  version: number;
  countyCode: string;
  categoryCode: string;
  referencePriceFen: number;
  /** JSON of a ProductValidity: see directory/product-validity.ts. */
  validity: string;
  /** JSON of a Timeline of numbers: how many households the certificate helps that speaks for the product. */
  householdsHelped: string;
  /** JSON array of the kinds of outlet where it is on sale. */
  outletKinds: string;
  /** JSON of the WordDocument that the terms were made of. */
  document: string;
}

/** All by which an outlet is selected and sorted, in one row. */
export interface OutletEntryRow {
  place: number;
  outletId: string;
  version: number;
  kind: string;
  divisionCode: string | null;
  longitude: number | null;
  latitude: number | null;
  document: string;
}

/** What is on sale at an outlet. */
export interface ShelfRow {
  outletId: string;
  /** Grows with every change of a listing; whoever changes one locks the row until the transaction ends. */
  version: number;
  /** Places of the products in the product index, ascending, 32 bits each, little-endian. */
  places: Uint8Array;
}
