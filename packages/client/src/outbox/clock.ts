import { unlessAborted } from './unless-aborted.ts';

/** Time as the outbox sees it. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Milliseconds of a clock that nobody sets; where absent, nobody sets the other. */
  monotonic?(): number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The device's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep(milliseconds, signal) {
    let timer: ReturnType<typeof setTimeout>;
    const slept = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    return unlessAborted(signal, slept).catch(() => clearTimeout(timer));
  },
};

/** Milliseconds since any time, in which intervals are measured. */
export const monotonic = (clock: Clock): number => clock.monotonic?.() ?? clock.now();
