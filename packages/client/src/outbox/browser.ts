import { createOutboxOver, type OutboxOptions } from './create.ts';
import { openDatabaseQueue } from './database-queue.ts';
import type { Outbox } from './outbox.ts';
import type { LineNumbers } from './numbered-lines.ts';
import { packInPage } from './pack-in-page.ts';
import type { pageLife } from './page-life.ts';
import { checkKey } from './sales-call.ts';
import { tabLeadership } from './tabs.ts';

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
export { OutboxStoppedError } from './errors/outbox-stopped-error.ts';
export { OutboxUnavailableError } from './errors/outbox-unavailable-error.ts';
export { UnknownLineError } from './errors/unknown-line-error.ts';
export type { Outbox } from './outbox.ts';
export type { OutboxProgress, OutboxState } from './progress.ts';
export type { DeadLetter } from './queue.ts';
export { reportFrom } from './report-from.ts';
export type { KeySource } from './sales-call.ts';

/** Options of an outbox in a browser. */
export interface BrowserOutboxOptions extends OutboxOptions {
  /** Name of its IndexedDB database; all tabs that give the same one share the queue. */
  readonly name: string;
  /** `lineNumbers` of `@fupin/client/outbox/page`, so that the registry sees lines that never arrive; without it they have no numbers. */
  readonly numbers?: LineNumbers | undefined;
  /** `pageLife` of `@fupin/client/outbox/page`, so that what waits is sent when the page goes; without it the next visit sends it. */
  readonly life?: typeof pageLife | undefined;
}

/**
 * Opens the outbox of a name and sends what is still queued there. Every tab may report; one at a time sends.
 * @throws {TypeError} when the key is empty or not visible ASCII
 * @throws {OutboxUnavailableError} when the browser gives the page no storage
 * @throws {OutboxFormatError} when it is of a newer version or of another outlet
 */
export async function createOutbox(options: BrowserOutboxOptions): Promise<Outbox> {
  checkKey(options.key);
  const { name, outletId, numbers } = options;
  const queue = await openDatabaseQueue(name, outletId, numbers?.numberedLines);
  const life = options.life?.(options.fetch);
  return createOutboxOver(
    queue,
    { ...options, ...(life && { fetch: life.fetch }) },
    {
      leadership: tabLeadership(name),
      watchSkew: numbers?.watchSkew,
      pack: packInPage(life),
      watch: life?.watch,
    },
  );
}
