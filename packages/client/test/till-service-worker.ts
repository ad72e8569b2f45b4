/** A service worker that delivers what the till's pages have left, when it is told to. */
import { createOutbox } from '@fupin/client/outbox/browser';
import { outletId } from './sale-line.ts';

addEventListener('message', (event: MessageEvent<string>) => {
  const work = deliver(event.data);
  (event as unknown as { waitUntil(work: Promise<void>): void }).waitUntil(work);
});

async function deliver(name: string): Promise<void> {
  const outbox = await createOutbox({ registry: location.origin, key: 'rs_1', outletId, name });
  try {
    await outbox.flush({ signal: AbortSignal.timeout(20_000) });
  } finally {
    await outbox.close();
  }
}
