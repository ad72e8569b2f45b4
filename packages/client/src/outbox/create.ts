import { faultsOf, SaleLine, saleLineContent, saleLineId, type Fault } from '@fupin/schema';
import type { watchSkew } from './clock-skew.ts';
import { systemClock, type Clock } from './clock.ts';
import { createCommits } from './commits.ts';
import { InvalidLineError } from './errors/invalid-line-error.ts';
import { OutboxClosedError } from './errors/outbox-closed-error.ts';
import { OutboxStoppedError } from './errors/outbox-stopped-error.ts';
import { UnknownLineError } from './errors/unknown-line-error.ts';
import type { ExportKind } from './export/exported.ts';
import { loadSeldom } from './load-seldom.ts';
import type { Outbox } from './outbox.ts';
import { createProgressBoard, type OutboxProgress, type ProgressBoard } from './progress.ts';
import type { DeadLetter, NewLine, Queue } from './queue.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import {
  createSalesCall,
  type Pack,
  type PlainVerdict,
  type SalesCallOptions,
} from './sales-call.ts';
import { createSender, type Sender } from './sender.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { GivenReceipts } from './verdict.ts';

/** What every outbox needs, wherever it stores its lines. */
export interface OutboxOptions extends ReportingOptions {
  /** Sends requests; where absent, reports go by fetch in a page, and in Node by node:http, which takes less time. */
  readonly fetch?: typeof fetch | undefined;
}

/** Of these, what is the same wherever it runs. */
export interface ReportingOptions extends SalesCallOptions {
  readonly clock?: Clock | undefined;
}

/** What became of lines, told between the outboxes that share one queue. */
export interface Settlement {
  /** How many lines left the queue for the ledger. */
  readonly settled?: number;
  /** Receipts that came, and lines that were refused. */
  readonly given?: GivenReceipts;
  readonly refused?: readonly DeadLetter[];
}

/** How outboxes that share one queue agree who sends. */
export interface Leadership {
  /** Runs `send` as soon as this outbox is the one that sends, until the signal aborts. */
  lead(send: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Tells the others that lines were queued (undefined) or settled. */
  tell(settlement: Settlement | undefined): void;
  /** Calls the listener when another tells something. */
  listen(listener: (settlement: Settlement | undefined) => void): void;
  /** Ends listening. */
  close(): void;
}

/** What an outbox has beyond its queue where it runs. */
export interface Platform {
  /** Who sends, where several outboxes share the queue. */
  readonly leadership?: Leadership | undefined;
  /** Makes a line quickly of what is one beyond doubt; of others the schema judges. */
  readonly quickLine?: ((value: unknown, clockSkewMs?: number) => NewLine | undefined) | undefined;
  /** Watches by how much the clock is off, which goes with the numbers of lines. */
  readonly watchSkew?: typeof watchSkew | undefined;
  /** Makes the body of a report; a text where absent. */
  readonly pack?: Pack | undefined;
  /** Judges quickly an answer in which nothing is out of the ordinary; undefined of others. */
  readonly judge?: PlainVerdict | undefined;
  /** Keeps the receipts. */
  readonly receipts?: Receipts | undefined;
  /** Calls when waiting has become wrong, see the sender's `hurry`, until the signal aborts. */
  readonly watch?: ((hurry: Sender['hurry'], signal: AbortSignal) => void) | undefined;
}

/** An outbox over a queue, which it closes when it is closed itself or can't be made. */
export async function createOutboxOver(
  queue: Queue,
  options: ReportingOptions,
  platform: Platform = {},
): Promise<Outbox> {
  try {
    const board = createProgressBoard(await queue.size(), await queue.deadLetterCount());
    return outboxOver(queue, board, options, platform);
  } catch (error) {
    platform.leadership?.close();
    await queue.close();
    throw error;
  }
}

function outboxOver(
  queue: Queue,
  board: ProgressBoard,
  options: ReportingOptions,
  { leadership, quickLine, watchSkew, receipts = createReceipts(), watch, ...way }: Platform,
): Outbox {
  const { outletId, clock = systemClock } = options;
  const closing = new AbortController();
  const { signal: closed } = closing;
  const skew = watchSkew?.(clock);

  const recount = async (change: Partial<OutboxProgress> = {}): Promise<void> => {
    try {
      const queued = await queue.size();
      board.update({ queued, rejected: await queue.deadLetterCount(), ...change });
    } catch {
      // What was stored stays stored when nobody can count any more.
    }
  };
  const acknowledge = ({ settled = 0, given = [], refused = [] }: Settlement): void => {
    receipts.settle(given, refused);
    board.update({ acknowledged: board.current.acknowledged + settled });
  };
  const publish = (settlement: Settlement): void => {
    acknowledge(settlement);
    leadership?.tell(settlement);
  };
  const sender = createSender({
    queue,
    clock,
    board,
    send: createSalesCall(options, { ...way, skew }),
    async settle({ accepted, receipts, deadLetters }) {
      // A receipt is true as soon as the registry gave it; a dead letter has to lie there before anybody looks for it.
      publish({ given: receipts });
      await queue.settle(accepted);
      publish({ settled: accepted.length });
      // Apart from the former, which may make the room that this needs.
      if (deadLetters.length > 0) await queue.refuse(deadLetters);
      publish({ refused: deadLetters });
      await recount({ sending: 0 });
    },
    signal: closed,
  });
  watch?.(sender.hurry, closed);
  const commits = createCommits(async (lines) => {
    await queue.append(lines);
    await recount();
    sender.wake();
    leadership?.tell(undefined);
  });
  leadership?.listen((settlement) => {
    if (settlement) acknowledge(settlement);
    else sender.wake();
    void recount();
  });

  // Who has stopped lets another try, whose key may be a better one.
  const keepSending = async (): Promise<void> => {
    while (!closed.aborted) {
      board.update({ state: leadership ? 'standby' : 'idle', error: undefined });
      await (leadership ? leadership.lead(() => sender.run(), closed) : sender.run());
      await sender.ready();
    }
  };
  const sending = keepSending();

  const queueLines = async (lines: readonly unknown[], pointerOf: (index: number) => string) => {
    closed.throwIfAborted();
    const faults: Fault[] = [];
    const checked: NewLine[] = [];
    const clockSkewMs = skew?.now();
    const lineOf = (value: unknown, index: number): NewLine | undefined => {
      const { data, error } = SaleLine.safeParse(value);
      if (data) {
        return { lineId: saleLineId(outletId, data), content: saleLineContent(data), clockSkewMs };
      }
      for (const fault of faultsOf(error)) {
        faults.push({ ...fault, pointer: pointerOf(index) + fault.pointer });
      }
    };
    for (const [index, value] of lines.entries()) {
      const line = quickLine?.(value, clockSkewMs) ?? lineOf(value, index);
      if (line) checked.push(line);
    }
    if (faults.length > 0) throw new InvalidLineError(faults);
    await commits.add(checked);
    return checked.map((line) => line.lineId);
  };
  const report = async (line: SaleLine): Promise<string> => {
    const [lineId = ''] = await queueLines([line], () => '');
    return lineId;
  };

  const close = async (): Promise<void> => {
    closing.abort(new OutboxClosedError());
    await commits.settled();
    try {
      await sending;
    } finally {
      leadership?.close();
      await queue.close();
      board.update({ state: 'closed', sending: 0 });
    }
  };
  let closure: Promise<void> | undefined;
  const openQueue = (): Queue => {
    closed.throwIfAborted();
    return queue;
  };
  const exported = async (kind: ExportKind): Promise<string> => {
    const open = openQueue();
    const seldom = await loadSeldom();
    return seldom.exportLines(kind, open, outletId, clock.now());
  };
  const deadLetter = async (deadLetterId: number): Promise<DeadLetter> => {
    const letter = await openQueue().deadLetter(deadLetterId);
    if (!letter) throw new UnknownLineError(`dead letter ${deadLetterId}`);
    return letter;
  };
  const forget = async (deadLetterId: number): Promise<void> => {
    await queue.discard(deadLetterId);
    await recount();
  };

  return {
    get progress() {
      return board.current;
    },
    subscribe: (listener) => board.subscribe(listener),
    report,
    reportAll: (lines) => queueLines(lines, (index) => `/${index}`),
    receipt(lineId, { signal = closed } = {}) {
      const find = async () => {
        if (await queue.has(lineId)) return undefined;
        const letters = await queue.deadLetters();
        return (
          letters.findLast((letter) => letter.lineId === lineId) ?? new UnknownLineError(lineId)
        );
      };
      return unlessAborted(AbortSignal.any([signal, closed]), receipts.of(lineId, find));
    },
    deadLetters: async () => openQueue().deadLetters(),
    exportDeadLetters: () => exported('deadLetters'),
    exportQueued: () => exported('queued'),
    async resend(deadLetterId, corrected) {
      const letter = await deadLetter(deadLetterId);
      const lineId = await report(corrected ?? letter.line);
      await forget(deadLetterId);
      return lineId;
    },
    async discard(deadLetterId) {
      await deadLetter(deadLetterId);
      await forget(deadLetterId);
    },
    async flush({ signal = closed } = {}) {
      await recount();
      sender.resume();
      let unsubscribe: (() => void) | undefined;
      const drained = new Promise<void>((resolve, reject) => {
        const check = ({ state, queued, sending, error }: OutboxProgress) => {
          if (queued + sending === 0) resolve();
          else if (state === 'stopped' && error) reject(new OutboxStoppedError(error));
        };
        unsubscribe = board.subscribe(check);
        check(board.current);
      });
      await unlessAborted(AbortSignal.any([signal, closed]), drained).finally(unsubscribe);
    },
    close: () => (closure ??= close()),
  };
}
