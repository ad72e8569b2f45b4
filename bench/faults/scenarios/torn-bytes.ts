import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileSizes } from '../file-sizes.ts';
import type { Scenario, Stage } from '../scenario.ts';
import { SenderProcess, type SenderOrders } from '../sender-process.ts';
import { remains, tearFile } from '../tear.ts';

const tillsAtOnce = 50;
const marksPerTill = 10;
const keptLines = 3;
const deadlineMs = 30_000;
// A port that nobody listens on.
const nobody = 'http://127.0.0.1:9';

/**
 * The record that was being written is cut at every so many of its bytes, with nothing, zeros or garbage behind the cut, and
 * the till, started again, reports on. Each cut is done to a till of its own, so that each has lines to lose.
 */
export const tornBytes = (step: number): Scenario => ({
  name: 'torn-bytes',
  async run(stage) {
    const tills: TornTill[] = [];
    const complaints: string[] = [];
    let [kills, torn, cut, length] = [0, 0, 0, 0];
    while (cut <= length) {
      // How long a record is, the first till tells.
      const left = Math.ceil(((length - cut + 1) / step) * (step > 1 ? 1 : remains.length));
      const round = Array.from({ length: Math.min(left, tillsAtOnce) }, (_, index) =>
        newTill(stage, tills.length + index),
      );
      tills.push(...round);
      if (await prepare(stage, round)) kills += 1;
      for (const till of round) {
        const tail = tailOf(till);
        if (!tail) return { kills, torn, notes: ['nothing to be torn: no file grew'] };
        length = tail.length;
        tearFile(
          tail.file,
          tail.noted,
          () => cut,
          remains[torn % remains.length] ?? 'nothing',
          stage.random,
        );
        torn += 1;
        // At every byte each of the remains is tried; at every so many bytes they take turns.
        if (step > 1 || torn % remains.length === 0) cut += step;
      }
      complaints.push(...(await reopen(stage, round)));
      stage.progress(`${torn} torn, at byte ${cut} of ${length}`);
    }
    return { kills, torn, notes: complaints };
  },
});

interface TornTill {
  readonly folder: string;
  readonly firstMark: number;
  sizes: FileSizes;
}

function newTill(stage: Stage, number: number): TornTill {
  const folder = path.join(stage.folder, String(number));
  mkdirSync(folder, { recursive: true });
  return { folder, firstMark: number * marksPerTill, sizes: {} };
}

/** Has tills promise some lines and store one more, all before anything is sent, and kills them; answers whether it did. */
async function prepare(stage: Stage, tills: readonly TornTill[]): Promise<boolean> {
  const sender = new SenderProcess(stage.sender);
  for (const till of tills) {
    const orders = ordersOf(stage, till, nobody, till.firstMark);
    await sender.order({ ...orders, spare: 1, then: 'leave' }, (event) => {
      if (event.event !== 'promised') return;
      stage.noteEvent(event);
      till.sizes = event.sizes;
    });
  }
  sender.kill();
  return (await sender.ended()).wasKilled;
}

/** Has tills report the line again that they were not promised, and some more, and send all; answers with what went wrong. */
async function reopen(stage: Stage, tills: readonly TornTill[]): Promise<string[]> {
  const complaints: string[] = [];
  const sender = new SenderProcess(stage.sender);
  for (const till of tills) {
    const deadline = setTimeout(() => {
      complaints.push(`${till.folder} was not done in time`);
      sender.kill();
    }, deadlineMs);
    const orders = ordersOf(stage, till, stage.registry.url, till.firstMark + keptLines);
    await sender.order(orders, (event) => {
      stage.noteEvent(event);
      if (event.event === 'unopened') complaints.push(event.reason);
    });
    clearTimeout(deadline);
  }
  sender.dismiss();
  await sender.ended();
  return complaints;
}

function ordersOf(stage: Stage, till: TornTill, registry: string, first: number): SenderOrders {
  const { key } = stage.registry;
  const { outletId, books } = stage.evidence;
  return {
    place: { folder: till.folder, registry, key, outletId, timeoutMs: 5000 },
    books,
    first,
    count: keptLines,
    atOnce: keptLines,
    seed: first,
    hurry: 50,
    then: 'flush',
  };
}

/** The file that grew the most since all was promised, and by how much. */
function tailOf(till: TornTill) {
  const grown = Object.entries(till.sizes).flatMap(([name, noted]) => {
    const file = path.join(till.folder, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return size > noted.size ? [{ file, noted, length: size - noted.size }] : [];
  });
  return grown.toSorted((a, b) => b.length - a.length)[0];
}
