import type { Handlers } from '../http/handler.ts';
import { ownOutlet } from '../outlets/own-outlet.ts';
import { reportSales } from './report-sales.ts';

/** Handler of sales reports. */
export const saleHandlers = {
  async reportSales({ connection, params: { outletId }, body, caller, now }) {
    await ownOutlet(connection, caller, outletId);
    const { outcomes, carriedFaults } = await reportSales(connection, outletId, body, now);
    return { outletId, outcomes, ...(carriedFaults.length > 0 && { carriedFaults }) };
  },
} satisfies Partial<Handlers>;
