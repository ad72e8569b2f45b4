import { mkdirSync } from 'node:fs';
import { noteEvent, type Evidence } from './evidence.ts';
import { sizesOf, type FileSizes } from './file-sizes.ts';
import type { Random } from './random.ts';
import { SenderProcess, type SenderOptions, type SenderOrders } from './sender-process.ts';
import { tearTails } from './tear.ts';

/** How a till stands in its scenario. */
export interface TillOptions {
  readonly evidence: Evidence;
  readonly random: Random;
  readonly sender: SenderOptions;
  readonly folder: string;
  readonly registry: string;
  readonly key: string;
  readonly firstMark?: number | undefined;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs?: number | undefined;
}

/** One run of a till's process. */
export type Life = Pick<SenderOrders, 'count'> &
  Partial<Pick<SenderOrders, 'atOnce' | 'pauseMs' | 'then'>> & {
    /** Milliseconds after which it is killed, */
    readonly killAfterMs?: number;
    /** counted from its orders, the opening of its folder, its last report, or the promise of so many lines. */
    readonly countedFrom?: 'orders' | 'opened' | 'reported' | number;
    /** The registry that it reports to, if not the usual one. */
    readonly registry?: string;
    /** Whether to start the process of the next life while this one runs. */
    readonly isFollowed?: boolean;
    readonly wrapper?: readonly string[];
  };

// Only so that nothing waits for ever: a busy machine may take long for what is left of a million lines.
const deadlineMs = 10 * 60_000;

/** A till that is killed and started again, on one folder. Like a real one it reports again what it was not promised. */
export class Till {
  readonly #options: TillOptions;
  #follower: SenderProcess | undefined;
  #next: number;
  #sizes: FileSizes = {};
  /** How often it was killed. */
  kills = 0;
  /** How often it was asked to give up a line that it could not store. */
  declined = 0;
  /** What it said when it would not open its folder, or did not finish. */
  readonly complaints: string[] = [];

  constructor(options: TillOptions) {
    this.#options = options;
    this.#next = options.firstMark ?? 0;
    mkdirSync(options.folder, { recursive: true });
  }

  /** Runs the till's process until it ends or is killed; answers whether it was killed. */
  async live(life: Life): Promise<boolean> {
    const { sender, random, evidence, folder, registry, key, timeoutMs = 1000 } = this.#options;
    const process =
      this.#follower ??
      new SenderProcess({ ...sender, ...(life.wrapper && { wrapper: life.wrapper }) });
    this.#follower = life.isFollowed ? new SenderProcess(sender) : undefined;
    const { count, atOnce = 200, pauseMs = 0, then = 'stay' } = life;
    const { killAfterMs, countedFrom = 'orders' } = life;
    let timer: NodeJS.Timeout | undefined;
    let promised = 0;
    const startTimerIf = (isTime: boolean) => {
      if (isTime && killAfterMs !== undefined)
        timer ??= setTimeout(() => process.kill(), killAfterMs);
    };
    const deadline = setTimeout(() => {
      this.complaints.push(`not done within ${deadlineMs / 60_000} minutes`);
      process.kill();
    }, deadlineMs);
    startTimerIf(countedFrom === 'orders');
    this.#sizes = sizesOf(folder);
    void process.order(
      {
        place: {
          folder,
          registry: life.registry ?? registry,
          key,
          outletId: evidence.outletId,
          timeoutMs,
        },
        books: evidence.books,
        first: this.#next,
        seed: random.below(2 ** 32),
        hurry: 50,
        count,
        atOnce,
        pauseMs,
        then,
      },
      (event) => {
        noteEvent(evidence, event);
        switch (event.event) {
          case 'opened':
            this.#sizes = event.sizes;
            return startTimerIf(countedFrom === 'opened');
          case 'reported':
            // It may have been promised fewer lines than it was to wait for.
            return startTimerIf(countedFrom !== 'opened');
          case 'promised':
            for (const [first, last] of event.promised) {
              this.#next = last + 1;
              promised += last - first + 1;
            }
            startTimerIf(typeof countedFrom === 'number' && promised >= countedFrom);
            this.#sizes = event.sizes;
            return;
          case 'declined':
            this.declined += 1;
            return;
          case 'unopened':
            this.complaints.push(event.reason);
            return process.dismiss();
          default:
        }
      },
    );
    if (then !== 'stay') process.dismiss();
    const { wasKilled, status } = await process.ended();
    clearTimeout(timer);
    clearTimeout(deadline);
    if (wasKilled) this.kills += 1;
    else if (status !== 0) this.complaints.push(`ended by itself with status ${status}`);
    return wasKilled;
  }

  /** Tears what it was writing when it was killed; answers whether there was any file to be torn. */
  tear(): boolean {
    const { folder, random } = this.#options;
    return tearTails(folder, this.#sizes, random) > 0;
  }

  /** Lives a last time, until all is sent. */
  async finish(): Promise<void> {
    await this.live({ count: 1, then: 'flush' });
  }
}
