/** The tables of what has arrived from terminals. */
export interface TerminalTables {
  saleTerminal: SaleTerminalRow;
  saleTerminalRange: SaleTerminalRangeRow;
}

/** A terminal within an epoch, as one device has numbered its lines, and how many of these have arrived. */
export interface SaleTerminalRow {
  outletId: string;
  terminalId: string;
  epoch: string;
  /** Up to which number all have arrived, from 1; 0 where number 1 has not. */
  watermark: number;
  /** The highest number that has arrived. */
  highest: number;
  /** How many numbers have arrived. */
  received: number;
  /** The highest number that the device says it has given; null where it never said so. */
  announced: number | null;
  firstHeardAt: string;
  lastHeardAt: string;
  /** By how much the device's clock was ahead, the last time that it knew. */
  clockSkewMs: number | null;
  /** How often runs did not add up, or contradicted earlier ones. */
  forks: number;
  /** First and last number of the last such run, and when it came. */
  forkFirst: number | null;
  forkLast: number | null;
  forkAt: string | null;
}

/** Numbers that have arrived without a gap. Ranges of a terminal neither overlap nor touch. */
export interface SaleTerminalRangeRow {
  outletId: string;
  terminalId: string;
  epoch: string;
  first: number;
  last: number;
  /** The hash chain before the first number and after the last. */
  previous: string;
  head: string;
}
