import type { Handlers } from '../http/handler.ts';
import { ownOutlet } from '../outlets/own-outlet.ts';
import { reportSales } from './report-sales.ts';

/** Handler of sales reports. */
export const saleHandlers = {
  async reportSales({ connection, params: { outletId }, body, caller, now }) {
    await ownOutlet(connection, caller, outletId);
    return { outletId, outcomes: await reportSales(connection, outletId, body.lines, now) };
  },
} satisfies Partial<Handlers>;
