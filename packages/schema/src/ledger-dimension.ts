import type { Open } from './open-enum.ts';

/**
 * By what the ledger's figures can be grouped, and on which side of the trade that looks. One sale is seen from both sides: what
 * the producers' side sold and what the buyers' side bought are two views of the same lines (in October 2020 sales of 22
 * provinces and purchases of 9 were published apart, Economic Daily of 18 October 2020), and are never added.
 */
export const ledgerDimensions = {
  outlet: { side: 'outlet', addsUp: true },
  outletKind: { side: 'outlet', addsUp: true },
  operator: { side: 'outlet', addsUp: true },
  product: { side: 'producer', addsUp: true },
  supplier: { side: 'producer', addsUp: true },
  category: { side: 'producer', addsUp: true },
  categoryGroup: { side: 'producer', addsUp: true },
  county: { side: 'producer', addsUp: true },
  prefecture: { side: 'producer', addsUp: true },
  province: { side: 'producer', addsUp: true },
  /** A product helps in several ways, and its sales stand under each: these members don't add up. */
  linkageKind: { side: 'producer', addsUp: false },
  buyerKind: { side: 'buyer', addsUp: true },
  fundSource: { side: 'buyer', addsUp: true },
  cooperation: { side: 'buyer', addsUp: true },
} as const;

/** By what figures can be grouped beside time. */
export type LedgerDimension = keyof typeof ledgerDimensions;

/** The names of the dimensions. */
export const ledgerDimensionNames = Object.keys(ledgerDimensions) as [
  LedgerDimension,
  ...LedgerDimension[],
];

/** From which side of the trade a dimension looks at a sale. */
export const ledgerSides = ['producer', 'buyer', 'outlet'] as const;
export type LedgerSide = Open<(typeof ledgerSides)[number]>;

/** Spans of time into which figures can be cut. Campaigns may overlap, and leave out days: figures of theirs don't add up. */
export const ledgerSpans = ['day', 'month', 'quarter', 'year', 'campaign'] as const;
export type LedgerSpan = Open<(typeof ledgerSpans)[number]>;
