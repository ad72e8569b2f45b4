import type { Platform } from './create.ts';

// All requests of a page that may outlive it share 64 KiB: half of that is left to others.
const outlivingBytes = 32 * 1024;

/** How an outbox lives with its page, which may be hidden, frozen, kept for going back, or gone at any moment. */
export interface PageLife extends Required<Pick<Platform, 'watch'>> {
  /** Whether it goes just now. */
  isParting(): boolean;
  /** Requests outlive the page (`keepalive`) where they are small enough. */
  readonly fetch: typeof fetch;
}

/** The life of this page, or of this worker, which has less of it. */
export function pageLife(request: typeof fetch = fetch): PageLife {
  let isParting = false;
  let mayOutlive = true;

  return {
    isParting: () => isParting,
    async fetch(url, init) {
      const { length } = init?.body as string;
      const keepalive = isParting || (mayOutlive && length < outlivingBytes);
      // It may have failed for others having used the budget up, who won't always.
      mayOutlive = false;
      const response = await request(url, { ...init, keepalive });
      mayOutlive = true;
      return response;
    },
    watch(hurry, signal) {
      const options = { capture: true, signal };
      const part = () => {
        isParting = true;
        // A page that lives on has turns again.
        setTimeout(() => (isParting = false));
        hurry(outlivingBytes);
      };
      for (const type of ['visibilitychange', 'pagehide', 'freeze']) {
        addEventListener(type, part, options);
      }
      addEventListener('online', () => hurry(), options);
    },
  };
}
