import type { CarriedRun } from './carried-run.ts';
import { compactJws, saleReceipt } from './fixtures.ts';
import { encodeLogEntry } from './log-entry.ts';
import { logCheckpoint } from './log-fixtures.ts';
import type { SaleReceiptProof } from './sale-receipt-proof.ts';
import type { Terminal } from './terminal.ts';

const epoch = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

/** The first two lines of a terminal; its hashes are made up. */
export const carriedRun = {
  terminalId: 'web',
  epoch,
  first: 1,
  count: 2,
  previous: epoch,
  head: 'k7vDzHh0sX2m7cC1n4yQ8dWq3pXr5tJb9aZ6uE0oLfM',
  clockSkewMs: 1200,
} as const satisfies CarriedRun;

/** A terminal one of whose lines has not arrived. */
export const terminal = {
  terminalId: 'web',
  epoch,
  watermark: 48_006,
  highest: 48_211,
  announced: 48_211,
  missing: [{ first: 48_007, last: 48_007 }],
  missingCount: 1,
  firstHeardAt: '2020-10-01T00:00:00.000Z',
  lastHeardAt: '2020-10-17T02:24:02.000Z',
  clockSkewMs: 1200,
  forks: 0,
  lastFork: null,
} as const satisfies Terminal;

/** A receipt whose line is the first entry of a log; its hashes are made up. */
export const saleReceiptProof = {
  receipt: saleReceipt,
  signature: compactJws,
  logBy: '2020-10-18T10:24:02+08:00',
  log: {
    leafHash: 'A'.repeat(43),
    proof: {
      index: 0,
      entry: encodeLogEntry({
        type: 'sale',
        outletId: 'out_9f4h6j1p3s',
        sequence: 1,
        line: 'k7vDzHh0sX2m7cC1n4yQ8dWq3pX',
        order: 'r5tJb9aZ6uE0oLfMk7vDzHh0sX2',
        kind: 'sale',
        productId: null,
        certificateId: null,
        quantity: '2',
        unit: '罐',
        amountFen: 23_600,
        soldAt: '2020-10-17T02:24:00.000Z',
      }),
      hashes: [],
      checkpoint: logCheckpoint,
    },
  },
  logSecret: 'c2VjcmV0IG9mIGFuIG91dA',
} as const satisfies SaleReceiptProof;
