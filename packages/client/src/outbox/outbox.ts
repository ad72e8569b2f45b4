import type { SaleLine, SaleReceipt } from '@fupin/schema';
import type { OutboxProgress } from './progress.ts';
import type { DeadLetter } from './queue.ts';

/** A durable queue of sale lines that reports each of them to the registry exactly once, however often it is interrupted. */
export interface Outbox {
  /** Now. */
  readonly progress: OutboxProgress;
  /** Calls the listener after every change of progress, until the answered function is called. */
  subscribe(listener: (progress: OutboxProgress) => void): () => void;
  /**
   * Queues a line; resolves with its identity when it is durable on this device.
   * @throws {InvalidLineError} when it is no sale line
   * @throws {OutboxFullError} when the device has no room for it
   */
  report(line: SaleLine): Promise<string>;
  /**
   * Queues lines; resolves with their identities when they are durable on this device. A producer who waits for that is never
   * ahead of the disk; for sources that don't fit into memory there is `reportFrom`.
   * @throws {InvalidLineError} when one of them is no sale line; then none was queued
   * @throws {OutboxFullError} when the device has no room for all; report them again, those that were queued count once
   */
  reportAll(lines: readonly SaleLine[]): Promise<readonly string[]>;
  /**
   * Resolves when the registry has acknowledged the line: of those already acknowledged, the last 10,000 are known.
   * @throws {LineRejectedError} when the registry did not take it
   * @throws {UnknownLineError} when it is neither queued nor known
   */
  receipt(
    lineId: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<SaleReceipt>;
  /** Lines that the registry did not take, the oldest first. */
  deadLetters(): Promise<readonly DeadLetter[]>;
  /**
   * The dead letters as a file, to be carried by hand to somebody who can judge them: JSON Lines, the last of which holds a
   * signature by the device's key over those before it. `verifyDeadLetters` of `@fupin/client/outbox/verify` reads it.
   */
  exportDeadLetters(): Promise<string>;
  /** What is queued as such a file, from a device that never gets a network; it stays queued. `verifyQueued` reads it. */
  exportQueued(): Promise<string>;
  /** Queues a dead letter again, corrected where a line is given; resolves with the line's identity when that is durable. */
  resend(deadLetterId: number, corrected?: SaleLine): Promise<string>;
  /** Forgets a dead letter. */
  discard(deadLetterId: number): Promise<void>;
  /**
   * Resolves when nothing is queued; tries again at once where sending had stopped.
   * @throws {OutboxStoppedError} when the registry refuses the key or the whole report
   */
  flush(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Ends sending and lets go of the storage; what is queued stays there for the next opening. */
  close(): Promise<void>;
}
