import type { Database } from '../database/database.ts';
import type { PublicRequest } from '../http/public-request.ts';
import type { Logger } from '../http/logger.ts';
import { startRounds, type Rounds } from '../rounds.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { deliveryPolicy } from './delivery-policy.ts';
import { forgetDeliveries } from './delivery-store.ts';
import {
  claimDeliveries,
  findDueWebhooks,
  releaseLease,
  settleAttempt,
  type DueDelivery,
} from './due-deliveries.ts';
import { fanOut } from './fan-out.ts';

const roundMs = 1000;
const sweepMs = 3_600_000;
const sweptAtOnce = 1000;

/** What delivers events needs beside the database. */
export interface WebhookWorkerOptions {
  readonly request: PublicRequest;
  readonly clock: () => Date;
  readonly logger: Logger;
  /** At least 0 and below 1, at random; Math.random where absent. */
  readonly random?: () => number;
}

/** Delivers events to webhooks. Several may run on one database: no delivery is attempted by two of them at once. */
export interface WebhookWorker {
  /** Finds out whom to tell of what has happened, and begins to deliver what is due; does not wait for the answers. */
  round(): Promise<void>;
  /** Resolves once nothing is under way any more. */
  idle(): Promise<void>;
  /** Ends what is under way, which then is due again. */
  stop(): Promise<void>;
}

/** Makes a worker; startWebhookWorker has it do its rounds. */
export function createWebhookWorker(
  database: Database,
  { request, clock, logger, random = Math.random }: WebhookWorkerOptions,
): WebhookWorker {
  // One lane a webhook: what a slow receiver holds up is its own lane alone.
  const lanes = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const { signal } = stopping;

  const tellOf = (error: unknown, webhookId: string) => {
    const { message } = error as Error;
    logger.error('a webhook was not delivered to', { webhookId, message });
  };

  async function attempt(delivery: DueDelivery): Promise<boolean> {
    try {
      const result = await attemptDelivery(delivery, { request, clock, random, signal });
      await database.transaction((connection) =>
        settleAttempt(connection, delivery, result, clock()),
      );
      return result.outcome === 'delivered';
    } catch (error) {
      if (signal.aborted) await releaseLease(database, delivery, clock());
      else tellOf(error, delivery.webhookId);
      return false;
    }
  }

  // Goes on at once as long as all goes well; else the next round decides what is due.
  async function drive(webhookId: string): Promise<void> {
    while (!signal.aborted) {
      const due = await database.transaction((connection) =>
        claimDeliveries(connection, webhookId, clock()),
      );
      const delivered = await Promise.all(due.map(attempt));
      if (due.length === 0 || delivered.includes(false)) return;
    }
  }

  function begin(webhookId: string): void {
    const lane = drive(webhookId)
      .catch((error: unknown) => {
        tellOf(error, webhookId);
      })
      .finally(() => lanes.delete(webhookId));
    lanes.set(webhookId, lane);
  }

  return {
    async round() {
      await fanOut(database, clock());
      const due = await findDueWebhooks(database, clock());
      const waiting = due.filter((webhookId) => !lanes.has(webhookId));
      // In any order, so that those with much to get do not always come first.
      const drawn = waiting
        .map((webhookId) => ({ webhookId, lot: random() }))
        .sort((one, other) => one.lot - other.lot)
        .slice(0, Math.max(deliveryPolicy.webhooksAtOnce - lanes.size, 0));
      for (const { webhookId } of drawn) begin(webhookId);
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
    async stop() {
      stopping.abort();
      await Promise.all(lanes.values());
    },
  };
}

/** Delivers events as long as a registry serves, and forgets deliveries that are older than they are kept. */
export function startWebhookWorker(database: Database, options: WebhookWorkerOptions): Rounds {
  const { clock, logger } = options;
  const worker = createWebhookWorker(database, options);
  const delivering = startRounds(() => worker.round(), {
    everyMs: roundMs,
    onFailure: ({ message }) => logger.error('no webhook was delivered to', { message }),
  });
  const sweeping = startRounds(() => sweepDeliveries(database, clock()), {
    everyMs: sweepMs,
    onFailure: ({ message }) => logger.error('old webhook deliveries were not swept', { message }),
  });
  return {
    async stop() {
      await delivering.stop();
      await Promise.all([worker.stop(), sweeping.stop()]);
    },
  };
}

/** Forgets the deliveries and events that are older than they are kept, and gives their number. */
export async function sweepDeliveries(database: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - deliveryPolicy.keptMs);
  let swept = 0;
  for (;;) {
    const round = await database.transaction((connection) =>
      forgetDeliveries(connection, before, sweptAtOnce),
    );
    swept += round;
    if (round < sweptAtOnce) return swept;
  }
}
