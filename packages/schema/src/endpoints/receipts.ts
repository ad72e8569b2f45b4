import type { Endpoint } from '../endpoint.ts';
import { OutletId } from '../id.ts';
import { page, pageQuery } from '../page.ts';
import { SaleReceiptProof } from '../sale-receipt-proof.ts';
import { Terminal } from '../terminal.ts';
import { flag } from './query.ts';
import * as z from 'zod/mini';

const outletParams = z.object({ outletId: OutletId });

/** Percent-encoded parts, joined by slashes: see saleLineId. */
const lineId = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{1,2000}$/, 'must be the identity of a sale line'));

/** What has arrived of an outlet's sales. */
export const receiptsEndpoints = {
  listTerminals: {
    summary: 'List an outlet’s terminals with the numbers of the lines that have not arrived',
    access: ['operator', 'session', 'supervisor', 'administrator'],
    params: outletParams,
    query: z.object({
      ...pageQuery,
      /** Only those of which lines are missing, or only the others. */
      gaps: z.optional(flag),
    }),
    response: page(Terminal),
    problems: ['invalidInput', 'notFound'],
  },
  getSaleReceipt: {
    summary: 'Get the receipt of one sale line again, signed, with the proof that it is logged',
    access: ['operator', 'session'],
    params: outletParams,
    query: z.object({
      /** The line’s identity. */
      lineId,
    }),
    response: SaleReceiptProof,
    problems: ['invalidInput', 'notFound'],
  },
} as const satisfies Record<string, Endpoint>;
