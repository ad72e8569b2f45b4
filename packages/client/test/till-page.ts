/**
 * The page of a till in a browser, of which a test holds the strings: it opens the outbox named in its address, and does what
 * the test calls.
 */
import { createOutbox, type Outbox } from '@fupin/client/outbox/browser';
import { lineNumbers, pageLife } from '@fupin/client/outbox/page';
import { outletId, saleLine } from './sale-line.ts';

declare global {
  interface Window {
    /** Opened with the page. */
    till: Promise<Outbox>;
    saleLine: typeof saleLine;
    /** Reports lines without end from a number on, in turn on two terminals. */
    reportFrom(number: number): Promise<void>;
    /** Of the test: is told at once which lines are durable. */
    durable?(lineIds: readonly string[]): Promise<void>;
  }
}

const { origin, searchParams } = new URL(location.href);
const name = searchParams.get('name') ?? 'till';
const key = searchParams.get('key') ?? 'rs_1';
window.till = createOutbox({
  registry: origin,
  key,
  outletId: searchParams.get('outletId') ?? outletId,
  name,
  numbers: lineNumbers,
  life: pageLife,
});
window.saleLine = saleLine;

window.reportFrom = async (start) => {
  const outbox = await window.till;
  for (let number = start; ; number += 4) {
    const burst = [0, 1, 2, 3].map((each) =>
      saleLine(number + each, { terminalId: each % 2 ? 'till-1' : 'till-2' }),
    );
    // Each by itself, as customers come; whoever is told of them does not hold up the next.
    await Promise.all(
      burst.map(async (line) => {
        void window.durable?.([await outbox.report(line)]);
      }),
    );
  }
};
