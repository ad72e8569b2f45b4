import { carry } from './carried-runs.ts';
import { watchSkew } from './clock-skew.ts';
import { addLines, type DatabaseAccess } from './database-queue.ts';
import { deviceKeyIn } from './device-key-store.ts';
import { numberLines, type Count } from './number-lines.ts';
import type { DeviceKey, NewLine, Queue } from './queue.ts';

/** What a queue in IndexedDB does otherwise when its lines have numbers. */
export type NumberedLines = Pick<Queue, 'append' | 'carry'>;

/** Numbers lines as they are stored, by a key of the device; without WebCrypto, on a page without TLS, they stay without. */
export function numberedLines(access: DatabaseAccess): NumberedLines {
  let key: DeviceKey | undefined;
  /** How far the terminals were counted when last seen. */
  let counts = new Map<string, Count | undefined>();

  /** Stores lines with their numbers, unless their terminals have been counted further meanwhile. */
  async function appendNumbered(lines: readonly NewLine[]): Promise<boolean> {
    const counted = new Map(counts);
    const numbers = key ? await numberLines(lines, key.epoch, counted) : [];
    const advanced = [...counted].filter(([terminal, count]) => count !== counts.get(terminal));
    let isCurrent = true;
    await access.write('strict', (store) => {
      const stored = store('terminals');
      for (const [terminal] of advanced) {
        const request: IDBRequest<Count | undefined> = stored.get(terminal);
        request.onsuccess = () => {
          const count = request.result;
          if (count?.link === counts.get(terminal)?.link) return;
          isCurrent = false;
          counts.set(terminal, count);
        };
      }
      // Requests are answered in their order.
      stored.count().onsuccess = () => {
        if (!isCurrent) return;
        for (const [terminal, count] of advanced) stored.put(count, terminal);
        addLines(store('lines'), lines, numbers);
      };
    });
    if (isCurrent) counts = counted;
    return isCurrent;
  }

  return {
    async append(lines) {
      key ??= await deviceKeyIn(access);
      // Another tab may have counted on since: then they are numbered again, from where the terminals stand now.
      while (!(await appendNumbered(lines)));
    },
    carry,
  };
}

/** Numbers for the lines of a page's outbox: the option `numbers` of createOutbox. */
export interface LineNumbers {
  readonly numberedLines: typeof numberedLines;
  readonly watchSkew: typeof watchSkew;
}

/**
 * Numbers the lines of each terminal in a hash chain as they become durable, and says by how much the device's clock is off, so
 * that the registry sees what never arrived. All pages that share a queue give it, or none.
 */
export const lineNumbers: LineNumbers = { numberedLines, watchSkew };
