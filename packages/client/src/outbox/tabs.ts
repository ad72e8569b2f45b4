import type { Leadership, Settlement } from './create.ts';

/** Tabs of one origin that share a queue: one of them sends, and when it goes another takes over (Web Locks). */
export function tabLeadership(name: string): Leadership {
  const shared = `fupin-outbox ${name}`;
  const channel = new BroadcastChannel(shared);
  return {
    async lead(send, signal) {
      try {
        await navigator.locks.request(shared, { signal }, send);
      } catch {
        // Without TLS there are no locks, and some browsers refuse them: then every tab sends, and the registry answers
        // `duplicate` to the later ones.
        if (!signal.aborted) await send();
      }
    },
    tell: (settlement) => channel.postMessage(settlement),
    listen(listener) {
      channel.onmessage = (event: MessageEvent<Settlement | undefined>) => listener(event.data);
    },
    close: () => channel.close(),
  };
}
