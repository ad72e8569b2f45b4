/** A service worker that delivers what the till's pages have left, when it is told to. */
import { createOutbox } from '@fupin/client/outbox/browser';
import { lineNumbers } from '@fupin/client/outbox/page';
import { outletId } from './sale-line.ts';

addEventListener('message', (event: MessageEvent<string>) => {
  const work = deliver(event.data);
  (event as unknown as { waitUntil(work: Promise<void>): void }).waitUntil(work);
});

async function deliver(name: string): Promise<void> {
  const registry = location.origin;
  const options = { registry, key: 'rs_1', outletId, name, numbers: lineNumbers };
  const outbox = await createOutbox(options);
  try {
    await outbox.flush({ signal: AbortSignal.timeout(20_000) });
  } finally {
    await outbox.close();
  }
}
