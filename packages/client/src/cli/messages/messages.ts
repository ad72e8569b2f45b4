import type { LineTotal } from '../../adapters/columns/sales-checker.ts';

/** The texts of the command line. Numbers come grouped, sums in yuan. */
export interface CliMessages {
  readonly help: string;
  readonly noCommand: (name: string) => string;
  readonly needsFile: string;
  readonly keyInParameters: string;
  readonly badOption: (message: string) => string;
  readonly badValue: (option: string, value: string, expected: string) => string;
  readonly needsOption: (option: string, variable: string) => string;
  readonly needsKey: string;
  readonly badKey: string;
  readonly askKey: string;
  readonly cantRead: (file: string, reason: string) => string;
  readonly cantReadMapping: (file: string, faults: readonly string[]) => string;
  readonly missingColumns: (missing: readonly string[], headers: readonly string[]) => string;
  readonly missingHints: { readonly quantity: string; readonly receiptNo: string };
  readonly dateOrderUnknown: (example: string) => string;
  readonly otherOutlet: (stated: string, found: string) => string;
  readonly untrusted: (file: string, reason: string) => string;

  readonly understood: (file: string, rows: string, format: string) => string;
  readonly columnLine: (field: string, column: string) => string;
  readonly unusedColumns: (columns: string) => string;
  readonly constants: (terminal: string, unit: string) => string;
  readonly totals: {
    readonly sales: (total: LineTotalText) => string;
    readonly returns: (total: LineTotalText) => string;
    readonly voids: (total: LineTotalText) => string;
    readonly notPaid: (total: LineTotalText) => string;
    readonly net: (yuan: string) => string;
    readonly faulty: (rows: string) => string;
    readonly totalsRows: (rows: string, numbers: string) => string;
  };
  readonly odditiesHeading: string;
  readonly faultsHeading: string;
  readonly inRowNumbers: (rows: string) => string;
  readonly dryRun: string;
  readonly mappingSaved: (file: string) => string;

  readonly checking: string;
  readonly sending: string;
  readonly progress: (label: string, percent: string, detail: string) => string;
  readonly checkedRows: (rows: string) => string;
  readonly sentLines: (acknowledged: string, lines: string) => string;
  readonly waiting: (time: string, reason: string) => string;
  readonly goingOn: (lines: string) => string;
  readonly nothingNew: string;
  readonly interrupted: (folder: string) => string;
  readonly refused: (reason: string) => string;
  readonly stateUnusable: (folder: string, reason: string) => string;
  readonly diskFull: (folder: string) => string;
  readonly done: (lines: string) => string;
  readonly already: (lines: string) => string;
  readonly rejected: (lines: string, file: string) => string;
  readonly faultyWritten: (rows: string, file: string) => string;
  readonly unexpected: (message: string) => string;
}

/** A total as it is shown. */
export type LineTotalText = { readonly [Member in keyof LineTotal]: string };
