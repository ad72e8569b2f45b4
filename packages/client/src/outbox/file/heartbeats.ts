import { operationUrl } from '@fupin/schema/operations';
import { authorization } from '../../authorization.ts';
import type { OutboxOptions } from '../create.ts';
import type { Outbox } from '../outbox.ts';
import type { FileQueue } from './file-queue.ts';

const hourMs = 3_600_000;
const terminalsAtOnce = 100;

/**
 * Gives a sign of life for an outbox that had nothing to send for an hour, with the numbers that its terminals have reached, so
 * that the registry tells an outlet without sales from a dead one. It keeps no process alive, and one that is lost is no loss.
 */
export function startHeartbeats(
  outbox: Outbox,
  queue: FileQueue,
  options: OutboxOptions,
  everyMs: number = hourMs,
): void {
  let before = outbox.progress.acknowledged;
  const timer = setInterval(() => {
    const { state, acknowledged } = outbox.progress;
    if (state === 'idle' && acknowledged === before)
      void beat(queue, options).catch(() => undefined);
    before = acknowledged;
  }, everyMs).unref();
  outbox.subscribe(({ state }) => {
    if (state === 'closed') clearInterval(timer);
  });
}

async function beat(queue: FileQueue, options: OutboxOptions): Promise<void> {
  const { registry, key, outletId, timeoutMs = 30_000, fetch = globalThis.fetch } = options;
  const terminals = Array.from(queue.counts(), ([terminal, { epoch, sequence }]) => ({
    terminalId: decodeURIComponent(terminal),
    epoch,
    last: sequence,
  }));
  for (let from = 0; from === 0 || from < terminals.length; from += terminalsAtOnce) {
    const header = authorization(typeof key === 'string' ? key : await key());
    const response = await fetch(
      registry.replace(/\/+$/, '') + operationUrl('sendHeartbeat', { outletId }),
      {
        method: 'POST',
        headers: { ...header, 'content-type': 'application/json' },
        body: JSON.stringify({ terminals: terminals.slice(from, from + terminalsAtOnce) }),
        signal: AbortSignal.timeout(timeoutMs),
      },
    );
    await response.body?.cancel();
  }
}
