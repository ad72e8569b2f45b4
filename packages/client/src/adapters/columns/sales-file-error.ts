/** Why a file can't be read as a table of sales. */
export type SalesFileErrorCode =
  | 'empty'
  | 'workbook'
  | 'notText'
  | 'webPage'
  | 'unreadable'
  | 'quoteNotClosed'
  | 'brokenQuotes'
  | 'oneColumn'
  | 'noRows';

/** A file that can't be read as a table of sales; `row` is where reading ended, counted from 1. */
export class SalesFileError extends Error {
  override readonly name = 'SalesFileError';
  readonly code: SalesFileErrorCode;
  readonly row: number | undefined;

  constructor(code: SalesFileErrorCode, options: { row?: number; cause?: unknown } = {}) {
    const at = options.row === undefined ? '' : ` at row ${options.row}`;
    super(`The sales file can't be read: ${code}${at}`, { cause: options.cause });
    this.code = code;
    this.row = options.row;
  }
}
