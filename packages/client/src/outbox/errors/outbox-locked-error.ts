import { OutboxError } from './outbox-error.ts';

/** Another living process has the folder's outbox open: report through that one, or take another folder. */
export class OutboxLockedError extends OutboxError {
  declare readonly code: 'outboxLocked';
  /** Process id of the one that has it. */
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super('outboxLocked', `expected ${folder} to be free, found it in use by process ${pid}`);
    this.pid = pid;
  }
}
