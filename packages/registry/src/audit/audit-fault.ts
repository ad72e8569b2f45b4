/** Something of a log, or of what a registry serves, is not as it has to be: where, and what was found. */
export class AuditFault extends Error {
  override readonly name = 'AuditFault';
  readonly code = 'auditFault';
  /** A tile, an entry or a record, e.g. `tile/0/000, entry 17`. */
  readonly place: string;

  constructor(place: string, detail: string) {
    super(`${place}: ${detail}`);
    this.place = place;
  }
}

/** Something can't be fetched, so that nothing can be said of it. */
export class AuditNetworkError extends Error {
  override readonly name = 'AuditNetworkError';
  readonly code = 'auditNetwork';
}
