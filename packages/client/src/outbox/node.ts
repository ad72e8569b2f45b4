import { watchSkew } from './clock-skew.ts';
import { createOutboxOver, type OutboxOptions } from './create.ts';
import { FileQueue } from './file/file-queue.ts';
import { startHeartbeats } from './file/heartbeats.ts';
import { postOverHttp } from './file/post-over-http.ts';
import { packReports } from './file/pack-report.ts';
import { plainVerdict } from './file/plain-verdict.ts';
import { createUnreadReceipts } from './file/unread-receipts.ts';
import type { Outbox } from './outbox.ts';
import { checkKey } from './sales-call.ts';

export { NetworkError } from '../errors/network-error.ts';
export { ProblemError } from '../errors/problem-error.ts';
export { RegistryError } from '../errors/registry-error.ts';
export { ResponseSchemaError } from '../errors/response-schema-error.ts';
export { TimeoutError } from '../errors/timeout-error.ts';
export type { Clock } from './clock.ts';
export { InvalidLineError } from './errors/invalid-line-error.ts';
export { LineRejectedError } from './errors/line-rejected-error.ts';
export { OutboxClosedError } from './errors/outbox-closed-error.ts';
export { OutboxError } from './errors/outbox-error.ts';
export type { OutboxFailure } from './errors/outbox-failure.ts';
export { OutboxFormatError } from './errors/outbox-format-error.ts';
export { OutboxFullError } from './errors/outbox-full-error.ts';
export { OutboxLockedError } from './errors/outbox-locked-error.ts';
export { OutboxStoppedError } from './errors/outbox-stopped-error.ts';
export { UnknownLineError } from './errors/unknown-line-error.ts';
export type { Outbox } from './outbox.ts';
export type { OutboxProgress, OutboxState } from './progress.ts';
export type { DeadLetter } from './queue.ts';
export { reportFrom } from './report-from.ts';
export type { KeySource } from './sales-call.ts';

/** Options of an outbox on a machine with Node. */
export interface NodeOutboxOptions extends OutboxOptions {
  /** Folder of its own on a local disk; made where it is not there. */
  readonly folder: string;
}

/**
 * Opens the outbox of a folder and sends what is still queued there. One process at a time may have it open.
 * @throws {OutboxLockedError} when another living process has it
 * @throws {TypeError} when the key is empty or not visible ASCII
 * @throws {OutboxFormatError} when it is of a newer version, of another outlet, or damaged
 */
export async function createOutbox(options: NodeOutboxOptions): Promise<Outbox> {
  checkKey(options.key);
  const queue = await FileQueue.open(options.folder, options.outletId);
  const platform = {
    quickLine: queue.quickLine,
    watchSkew,
    pack: packReports(options.registry),
    post: postOverHttp,
    judge: plainVerdict,
    receipts: createUnreadReceipts(),
  };
  const reporting = { ...options, fetch: options.fetch ?? postOverHttp };
  const outbox = await createOutboxOver(queue, reporting, platform);
  startHeartbeats(outbox, queue, options);
  return outbox;
}
