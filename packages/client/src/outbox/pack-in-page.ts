import { loadSeldom } from './load-seldom.ts';
import type { PageLife } from './page-life.ts';
import { reportText, type Pack } from './sales-call.ts';

// A body of one or two packets is not sooner there for being smaller.
const compressionBytes = 2048;

/** Makes bodies in a page, packed with gzip (RFC 1952) where the browser can and it helps. */
export const packInPage =
  (life: PageLife | undefined): Pack =>
  async (batch) => {
    const body = reportText(batch);
    // To pack takes turns of the event loop, which a page that goes doesn't get.
    if (body.length < compressionBytes || life?.isParting()) return { body };
    try {
      const seldom = await loadSeldom();
      return { body: await seldom.gzip(body), headers: { 'content-encoding': 'gzip' } };
    } catch {
      return { body };
    }
  };
