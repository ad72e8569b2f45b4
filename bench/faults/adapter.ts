import type { SaleLine } from '@fupin/schema';

/** What an SDK under test is given. It may pass over what it has no use for. */
export interface SeatOptions {
  /** Folder of its own on a local disk, where all that it stores has to lie; there, and empty the first time. */
  readonly folder: string;
  /** Address of the registry, without a slash at its end. */
  readonly registry: string;
  /** A secret key that may report for the outlet. */
  readonly key: string;
  readonly outletId: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** A clock whose minutes may be short, so that waits between attempts don't make up the time of a test. */
  readonly clock: {
    /** Milliseconds since 1970 (UTC). */
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  };
}

/** An SDK in the seat: what reports sales from a folder. */
export interface Seat {
  /** Takes a line; resolves when the SDK says that it can't be lost any more. Called for many lines at once, in their order. */
  report(line: SaleLine): Promise<unknown>;
  /** Resolves when nothing is left to be sent. */
  flush(): Promise<void>;
  /** The lines that the registry did not take, as the SDK tells its user. */
  refused(): Promise<readonly SaleLine[]>;
  /** Lets go of the folder; what is not sent yet stays there. */
  close(): Promise<void>;
}

/** What the file of an adapter exports under the name `open`; rejects where the SDK would not open the folder. */
export type OpenSeat = (options: SeatOptions) => Promise<Seat>;
