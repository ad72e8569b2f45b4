import type { SaleLine } from '@fupin/schema';
import type { DeadLetter } from '../queue.ts';

/** A line in a file that is carried by hand. */
export interface ExportedLine {
  readonly lineId: string;
  readonly outletId: string;
  readonly line: SaleLine;
}

/** A line that the registry did not take, in a file that is carried by hand. */
export interface ExportedDeadLetter
  extends ExportedLine, Pick<DeadLetter, 'outcome' | 'problem' | 'rejectedAt'> {}

/** What a file holds: lines that the registry did not take, or lines that never reached it. */
export type ExportKind = 'deadLetters' | 'queued';

/** What a device says of the lines that it exports, and signs: the claims of the last line's JWS. */
export interface ExportClaims {
  /** The outlet that sold. */
  readonly sub: string;
  /** When it was exported, in seconds since 1970. */
  readonly iat: number;
  readonly kind: ExportKind;
  /** How many lines there are before the last. */
  readonly count: number;
  /** SHA-256 of the bytes before the last line, base64url. */
  readonly sha256: string;
}

/** The `typ` of that JWS (RFC 7515 §4.1.9). */
export const exportType = 'sale-lines+jwt';
