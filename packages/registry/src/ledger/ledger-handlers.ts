import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { invalidInput, ProblemError } from '../http/problem-error.ts';
import type { Caller } from '../keys/caller.ts';
import { ownOutlet } from '../outlets/own-outlet.ts';
import { summarizeLedger, type LedgerScope } from './ledger-store.ts';

/** Handler of the ledger's summary. */
export const ledgerHandlers = {
  async getLedgerSummary({ connection, query: { outletId, from, to }, caller, now }) {
    if (from !== undefined && to !== undefined && from > to) {
      throw invalidInput('query', '/to', 'must not be before from');
    }
    const scope = await scopeOf(connection, caller, outletId);
    return summarizeLedger(connection, scope, { from, to }, now);
  },
} satisfies Partial<Handlers>;

async function scopeOf(
  connection: Connection,
  caller: Caller,
  outletId: string | undefined,
): Promise<LedgerScope> {
  const asked = outletId ?? (caller.access === 'session' ? caller.key?.outletId : undefined);
  if (asked) return { outletId: (await ownOutlet(connection, caller, asked)).outletId };
  if (caller.access !== 'operator') return { all: true };
  const operatorId = caller.key?.operatorId;
  if (!operatorId) throw new ProblemError('forbidden', 'The key belongs to no operator.');
  return { operatorId };
}
