import { Gtin } from './gtin.ts';
import { OutletId, ProductId } from './id.ts';
import { openEnum, type Open } from './open-enum.ts';
import { CarriedFault, CarriedRuns } from './carried-run.ts';
import { AmountFen, CalendarDate, Instant, line, Quantity } from './scalar.ts';
import * as z from 'zod/mini';

/** What a line does to the books: a sale, goods taken back, or the annulment of a sale. */
export const saleKinds = ['sale', 'return', 'void'] as const;
export type SaleKind = Open<(typeof saleKinds)[number]>;

/** Which kind of buyer bought. */
export const buyerKinds = ['individual', 'budgetUnit', 'enterprise', 'union'] as const;

/** Which purse an institution paid from. */
export const fundSources = ['canteen', 'union', 'welfare', 'other'] as const;

/** Under which cooperation a sale is counted: between east and west, designated, or counterpart assistance. */
export const cooperations = ['eastWest', 'designated', 'counterpart'] as const;

/** The place of a line in the seller's own books, within an outlet. */
const place = {
  /** The till, terminal or sales channel in the outlet. */
  terminalId: line(64),
  /** The day to which the seller books the receipt, Asia/Shanghai. */
  businessDate: CalendarDate,
  receiptNo: line(64),
  /** Number of the line on the receipt; where the books have none, its place within the receipt, from 1. */
  lineNo: z.int().check(z.minimum(1), z.maximum(100_000)),
};

/** The place of the sale that a return or void refers to. */
export const SaleLinePlace = z.readonly(z.strictObject(place));
export type SaleLinePlace = z.infer<typeof SaleLinePlace>;

/**
 * One line of a receipt as the seller reports it. Quantity and amount are never negative: the kind says which way the
 * goods and the money went. At least one of productId, sku, gtin and name says what was sold.
 */
export const SaleLine = z.readonly(
  z
    .strictObject({
      ...place,
      kind: z.enum(saleKinds),
      /** When it was sold, by the seller's clock. */
      soldAt: Instant,
      productId: z.optional(ProductId),
      /** The seller's own number for the good; that of the listing, where there is one. */
      sku: z.optional(line(64)),
      gtin: z.optional(Gtin),
      /** The good's name in the seller's books. */
      name: z.optional(line(200)),
      quantity: Quantity,
      /** Unit of the quantity, e.g. 件, 袋, kg. */
      unit: line(20),
      /** What the buyer paid or got back for the line, in fen, tax included. */
      amountFen: AmountFen,
      /** Of a return or void: the line of the sale, where the seller knows it. */
      original: z.optional(SaleLinePlace),
      buyerKind: z.optional(z.enum(buyerKinds)),
      fundSource: z.optional(z.enum(fundSources)),
      /** Where the sale came about through a cooperation, which one. */
      cooperation: z.optional(z.enum(cooperations)),
    })
    .check(
      z.refine((sale) => (sale.productId ?? sale.sku ?? sale.gtin ?? sale.name) !== undefined, {
        error: 'must be given unless productId, gtin or name is',
        path: ['sku'],
      }),
      z.refine((sale) => sale.kind !== 'sale' || sale.original === undefined, {
        error: 'must be left out of a sale: only a return or void has an original',
        path: ['original'],
      }),
    ),
);
export type SaleLine = z.infer<typeof SaleLine>;

const linesAtOnce = [z.minLength(1), z.maxLength(1000)] as const;

/** A batch of lines from one outlet; batches may be cut and joined freely, for identity is per line. */
export const SalesReport = z.readonly(
  z.strictObject({
    lines: z.readonly(z.array(SaleLine).check(...linesAtOnce)),
    carried: z.optional(CarriedRuns),
  }),
);
export type SalesReport = z.infer<typeof SalesReport>;

/** A batch before its lines and runs are judged one by one, so that a bad one does not refuse the good ones. */
export const SalesReportEnvelope = z.readonly(
  z.strictObject({
    lines: z.readonly(z.array(z.unknown()).check(...linesAtOnce)),
    carried: z.optional(z.unknown()),
  }),
);

/** What becomes of a reported line. A line without an outcome was not processed and is to be sent again. */
export const saleOutcomes = ['accepted', 'duplicate', 'conflict', 'rejected'] as const;
export type SaleOutcomeKind = Open<(typeof saleOutcomes)[number]>;

/** The registry's acknowledgement that a line is in the ledger. */
export const SaleReceipt = z.readonly(
  z.looseObject({
    receiptId: z.string(),
    lineId: z.string(),
    acceptedAt: Instant,
    /** SHA-256 of the line's canonical content, base64url: see saleLineContent. */
    fingerprint: z.string(),
    /** Whether the line counts as the sale of a certified product, by the certificate in force at `soldAt`. */
    certified: z.boolean(),
    /** Of a return or void: whether no sale of this ledger is known for it. */
    unmatched: z.boolean(),
    /** True where the month of its business date was closed when it came: it counts on the day on which it was accepted. */
    late: z.optional(z.boolean()),
  }),
);
export type SaleReceipt = z.infer<typeof SaleReceipt>;

/** Why a line is not in the ledger: the code, and a JSON pointer within the line for each fault. */
export const SaleLineProblem = z.readonly(
  z.looseObject({
    code: openEnum(['invalidInput', 'conflict', 'returnExceedsSale', 'originalNotFound']),
    detail: z.string(),
    issues: z.readonly(z.array(z.looseObject({ pointer: z.string(), detail: z.string() }))),
  }),
);
export type SaleLineProblem = z.infer<typeof SaleLineProblem>;

/** The outcome of one line of a batch: a receipt for accepted and duplicate ones, a problem for the others. */
export const SaleOutcome = z.readonly(
  z.looseObject({
    /** Place of the line in the batch, from 0. */
    index: z.int(),
    /** Null where the line is too broken to have an identity. */
    lineId: z.nullable(z.string()),
    outcome: openEnum(saleOutcomes),
    receipt: z.optional(SaleReceipt),
    problem: z.optional(SaleLineProblem),
  }),
);
export type SaleOutcome = z.infer<typeof SaleOutcome>;

/** The outcomes of a batch, in the order of its lines. */
export const SalesReportResult = z.readonly(
  z.looseObject({
    outletId: OutletId,
    outcomes: z.readonly(z.array(SaleOutcome)),
    /** What is wrong with `carried`; absent where nothing is. */
    carriedFaults: z.optional(z.readonly(z.array(CarriedFault))),
    /** The registry's signature over all receipts of the answer, a compact JWS; see verifyReceipts of @fupin/credential/receipts. */
    signature: z.optional(z.string()),
  }),
);
export type SalesReportResult = z.infer<typeof SalesReportResult>;
