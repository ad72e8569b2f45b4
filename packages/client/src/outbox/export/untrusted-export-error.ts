import { OutboxError } from '../errors/outbox-error.ts';

/** A file can't be trusted: it is not signed, not whole, changed, or not what it was taken for. Take none of its lines. */
export class UntrustedExportError extends OutboxError {
  declare readonly code: 'untrustedExport';

  constructor(expected: string, found: string, cause?: unknown) {
    super('untrustedExport', `expected ${expected}, found ${found}`, { cause });
  }
}
