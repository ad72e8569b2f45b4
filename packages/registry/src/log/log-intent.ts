/** A certificate was recorded or changed; what its credential says is worked out when it is logged. */
export interface CertificateIntent {
  readonly type: 'certificate';
  readonly certificateId: string;
  /** When that was, RFC 3339; when it is logged where absent. */
  readonly at?: string | undefined;
}

/** A certificate's status changes. */
export interface StatusChangeIntent {
  readonly type: 'statusChange';
  readonly certificateId: string;
  readonly status: string;
  /** The reason's code; free text stays out of the log, from which nothing can be deleted. */
  readonly reason?: string | undefined;
  /** From when the status is in force, RFC 3339. */
  readonly at: string;
}

/** The registry's public keys changed. */
export interface KeySetIntent {
  readonly type: 'keySet';
  /** See logKeySet. */
  readonly digest: string;
  readonly at: string;
}

/** A licence to show the mark was granted, changed or ended. */
export interface MarkLicenceIntent {
  readonly type: 'markLicence';
  readonly licenceId: string;
  readonly outletId: string;
  /** Exact origins, scheme + host + port. */
  readonly origins: readonly string[];
  readonly status: string;
  readonly at: string;
}

/** Lines of one outlet came into the ledger; what they say is read there when they are logged. */
export interface SalesIntent {
  readonly type: 'sales';
  readonly outletId: string;
  readonly batchId: string;
  /** How many lines of the batch were accepted. */
  readonly lines: number;
}

/** Something that is to become one leaf of the log, or of sales one leaf a line. */
export type LogIntent =
  CertificateIntent | StatusChangeIntent | KeySetIntent | MarkLicenceIntent | SalesIntent;
