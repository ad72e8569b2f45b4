/**
 * The process that reports sales through an SDK, made to be killed. It takes its orders as JSON lines on standard input, one
 * after the other, and tells on standard output, at once and in full, what it was promised.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenSeat, Seat } from './adapter.ts';
import { sizesOf } from './file-sizes.ts';
import { randomFrom } from './random.ts';
import { markOf, saleOf } from './sale.ts';
import type { SenderEvent, SenderOrders } from './sender-process.ts';

const [adapter = ''] = process.argv.slice(2);
const { open } = (await import(pathToFileURL(adapter).href)) as { open: OpenSeat };
tell({ event: 'loaded' });
const input = createInterface({ input: process.stdin });
for await (const line of input) {
  await obey(JSON.parse(line) as SenderOrders);
  tell({ event: 'obeyed' });
}

async function obey(orders: SenderOrders): Promise<void> {
  let seat: Seat;
  try {
    seat = await open({ ...orders.place, clock: shortClock(orders.hurry) });
  } catch (error) {
    tell({ event: 'unopened', reason: String(error) });
    return;
  }
  tell({ event: 'opened', sizes: sizesOf(orders.place.folder) });
  const random = randomFrom(orders.seed);
  const end = orders.first + orders.count;
  for (let mark = orders.first; mark < end;) {
    const next = Math.min(end, mark + 1 + random.below(orders.atOnce));
    await report(seat, orders, mark, next);
    mark = next;
    if (orders.pauseMs) await sleep(random.below(orders.pauseMs));
  }
  tell({ event: 'reported' });
  for (let mark = end; mark < end + (orders.spare ?? 0); mark += 1) await seat.report(saleOf(mark));
  if (orders.then === 'stay') {
    // Until it is killed; or whoever was to do so is gone.
    const alive = setInterval(() => {}, 1000);
    await once(input, 'close');
    clearInterval(alive);
    process.exit();
  }
  if (orders.then === 'leave') return;
  await seat.flush();
  const refused = (await seat.refused()).map((line) => markOf(line) ?? -1);
  await seat.close();
  tell({ event: 'flushed', refused });
}

/** Reports marks at once and tells which of them were promised. */
async function report(seat: Seat, orders: SenderOrders, first: number, end: number): Promise<void> {
  const marks = Array.from({ length: end - first }, (_, index) => first + index);
  const results = await Promise.allSettled(
    marks.map((mark) => seat.report(saleOf(mark, orders.books))),
  );
  const promised = marks.filter((_, index) => results[index]?.status === 'fulfilled');
  const failure = results.find((result) => result.status === 'rejected');
  const { folder } = orders.place;
  tell({ event: 'promised', promised: runsOf(promised), sizes: sizesOf(folder) });
  if (failure) tell({ event: 'declined', reason: String(failure.reason) });
}

function runsOf(marks: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const mark of marks) {
    const run = runs.at(-1);
    if (run && run[1] === mark - 1) run[1] = mark;
    else runs.push([mark, mark]);
  }
  return runs;
}

/** The device's clock, whose waits and minutes are so many times shorter. */
function shortClock(hurry: number) {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * hurry,
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      sleep(milliseconds / hurry, undefined, signal && { signal }).catch(() => undefined),
  };
}

function tell(event: SenderEvent): void {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
}
