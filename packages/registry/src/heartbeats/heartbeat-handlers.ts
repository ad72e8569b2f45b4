import type { Handlers } from '../http/handler.ts';
import { divisionOfKey, wholeCountry } from '../keys/division-of-key.ts';
import { ownOutlet } from '../outlets/own-outlet.ts';
import { announceNumber } from '../sales/terminal-store.ts';
import { noteHeartbeat } from './activity-store.ts';
import { listOutletActivity } from './list-outlet-activity.ts';

/** Handlers of heartbeats, and of which outlets were heard of when. */
export const heartbeatHandlers = {
  async sendHeartbeat({ connection, params: { outletId }, body, caller, now }) {
    await ownOutlet(connection, caller, outletId);
    await noteHeartbeat(connection, outletId, now);
    // In one order, so that two heartbeats at once do not wait for each other.
    const terminals = [...(body.terminals ?? [])].sort((a, b) =>
      `${a.terminalId} ${a.epoch}` < `${b.terminalId} ${b.epoch}` ? -1 : 1,
    );
    for (const { terminalId, epoch, last } of terminals) {
      await announceNumber(connection, { outletId, terminalId, epoch }, last, now);
    }
    return { outletId, receivedAt: now.toISOString() };
  },

  listOutletActivity({ connection, query, caller }) {
    const operatorId = caller.access === 'operator' ? (caller.key?.operatorId ?? '') : undefined;
    const division = operatorId === undefined ? divisionOfKey(caller) : wholeCountry;
    return listOutletActivity(connection, { operatorId, division }, query);
  },
} satisfies Partial<Handlers>;
