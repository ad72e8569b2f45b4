import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { SeatOptions } from './adapter.ts';
import type { FileSizes } from './file-sizes.ts';
import type { Books } from './sale.ts';

/** What a sender is to do with a folder. */
export interface SenderOrders {
  readonly place: Omit<SeatOptions, 'clock'>;
  /** The marks to be reported. */
  readonly first: number;
  readonly count: number;
  readonly books?: Books;
  /** Most lines that are reported at once; how many each time is up to chance. */
  readonly atOnce: number;
  /** Longest wait between them, in milliseconds. */
  readonly pauseMs?: number;
  /** How many further marks it reports without telling that they were promised. */
  readonly spare?: number;
  readonly seed: number;
  /** How many times faster than the world's the SDK's clock goes. */
  readonly hurry: number;
  /** When all is reported: flush and close, stay until killed, or go on to the next orders with the folder left open. */
  readonly then: 'flush' | 'stay' | 'leave';
}

/** What a sender tells. */
export type SenderEvent =
  | { readonly event: 'loaded' | 'reported' | 'obeyed' }
  /** With the files as the SDK found or left them when it opened its folder. */
  | { readonly event: 'opened'; readonly sizes: FileSizes }
  | {
      readonly event: 'promised';
      readonly promised: readonly (readonly [first: number, last: number])[];
      /** The files at a moment when all lines reported so far were answered for. */
      readonly sizes: FileSizes;
    }
  | { readonly event: 'declined' | 'unopened'; readonly reason: string }
  | { readonly event: 'flushed'; readonly refused: readonly number[] };

/** How a sender is started. */
export interface SenderOptions {
  /** Path of the adapter's file. */
  readonly adapter: string;
  /** Modules that are loaded before it. */
  readonly preloads?: readonly string[];
  /** Program and arguments that start another program, such as one that bounds what it may write. */
  readonly wrapper?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const program = fileURLToPath(new URL('sender.ts', import.meta.url));

/** A process that reports sales. */
export class SenderProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #closed: Promise<unknown>;
  #listener: (event: SenderEvent) => void = () => {};
  #isLoaded = false;

  constructor({ adapter, preloads = [], wrapper = [], environment }: SenderOptions) {
    const [command = '', ...parameters] = [
      ...wrapper,
      process.execPath,
      '--conditions=@fupin/source',
      ...preloads.flatMap((preload) => ['--import', preload]),
      program,
      path.resolve(adapter),
    ];
    this.#child = spawn(command, parameters, {
      stdio: ['pipe', 'pipe', 'inherit'],
      // A killed process writes no cache; the ones that end well spare the others half of their start.
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: path.join(tmpdir(), 'fupin-faults-cache'),
        ...environment,
      },
    });
    // Orders may come too late for a process that was killed.
    this.#child.stdin.on('error', () => {});
    const lines = createInterface({ input: this.#child.stdout });
    lines.on('line', (line) => {
      const event = eventOf(line);
      this.#isLoaded ||= event?.event === 'loaded';
      if (event) this.#listener(event);
    });
    this.#closed = Promise.all([once(this.#child, 'close'), once(lines, 'close')]);
  }

  /** Gives orders; the listener hears what comes of them. Resolves when they are carried out, or can't be any more. */
  order(orders: SenderOrders, listener: (event: SenderEvent) => void): Promise<unknown> {
    const obeyed = new Promise<void>((resolve) => {
      this.#listener = (event) => {
        listener(event);
        if (event.event === 'obeyed') resolve();
      };
    });
    this.#child.stdin.write(`${JSON.stringify(orders)}\n`);
    return Promise.race([obeyed, this.#closed]);
  }

  /** Says that no orders follow. */
  dismiss(): void {
    this.#child.stdin.end();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /**
   * Resolves when it has ended and all it told was heard: whether it was killed, and its status where it was not.
   * Rejects where the adapter could not even be loaded.
   */
  async ended(): Promise<{ readonly wasKilled: boolean; readonly status: number | null }> {
    await this.#closed;
    const { signalCode, exitCode } = this.#child;
    if (exitCode !== null && !this.#isLoaded) throw new Error('the adapter could not be loaded');
    return { wasKilled: signalCode === 'SIGKILL', status: exitCode };
  }
}

// The last line of a killed process may be cut.
function eventOf(line: string): SenderEvent | undefined {
  try {
    return JSON.parse(line) as SenderEvent;
  } catch {
    return undefined;
  }
}
