import type {
  ColumnsMessages,
  Explanation,
  SaleField,
  TextEncoding,
} from '@fupin/client/adapters/columns';

/** The steps of a report, in order. */
export type StepName = 'start' | 'columns' | 'check' | 'send';

/** The texts of `<fupin-sales-report>`. */
export interface SalesReportMessages extends ColumnsMessages {
  readonly heading: string;
  readonly introduction: string;
  readonly steps: Readonly<Record<StepName, string>>;
  readonly stepOf: (number: string, count: string, name: string) => string;
  readonly back: string;
  readonly cancel: string;
  readonly retry: string;
  readonly more: (count: string) => string;
  readonly noOutlet: Explanation;
  readonly noSession: Explanation;
  readonly unexpected: Explanation;

  readonly byFile: string;
  readonly byHand: string;
  readonly dropHere: string;
  readonly chooseFile: string;
  readonly fileKinds: string;
  readonly privacy: string;
  readonly reading: (fileName: string) => string;
  readonly unfinished: (lines: string) => string;
  readonly showProgress: string;

  readonly entryHint: string;
  readonly addRow: string;
  readonly removeRow: (row: string) => string;
  readonly entryRow: (row: string) => string;
  readonly checkEntry: string;
  readonly nothingEntered: string;

  readonly columnsHint: string;
  readonly fieldHints: Readonly<Partial<Record<SaleField, string>>>;
  readonly required: string;
  readonly field: string;
  readonly column: string;
  readonly samples: string;
  readonly notInFile: string;
  readonly unnamedColumn: (number: string) => string;
  readonly whenNotInFile: string;
  readonly moreFields: string;
  readonly fileSummary: (fileName: string, rows: string) => string;
  readonly fileFormat: string;
  readonly encoding: string;
  readonly encodings: Readonly<Record<TextEncoding, string>>;
  readonly delimiter: string;
  readonly delimiters: Readonly<Record<string, string>>;
  readonly headerRow: string;
  readonly dateOrderQuestion: (example: string) => string;
  readonly dateOrderContradiction: string;
  readonly monthFirst: (example: string) => string;
  readonly dayFirst: (example: string) => string;
  readonly checkFile: string;

  readonly checking: string;
  readonly sales: string;
  readonly returns: string;
  readonly faulty: string;
  readonly lines: (count: string) => string;
  readonly rows: (count: string) => string;
  readonly notSent: string;
  readonly nothingFaulty: string;
  readonly faultsHeading: string;
  readonly faultsHint: string;
  readonly exportFaults: string;
  readonly faultsFile: string;
  readonly bothNegativeQuestion: (count: string) => string;
  readonly bothNegativeAnswer: string;
  readonly row: string;
  readonly value: string;
  readonly blank: string;
  readonly wholeRow: string;
  readonly reason: string;
  readonly remedy: string;
  readonly odditiesHeading: string;
  readonly inRows: (rows: string) => string;
  readonly previewHeading: string;
  readonly previewHint: (shown: string, all: string) => string;
  readonly good: string;
  readonly send: (lines: string) => string;
  readonly sendOthers: (lines: string) => string;
  readonly nothingToSend: string;

  readonly sending: string;
  readonly storing: (stored: string, all: string) => string;
  readonly settled: (settled: string, all: string) => string;
  readonly keepsGoing: string;
  readonly finished: string;
  readonly finishedWithRejections: string;
  readonly waiting: (time: string) => Explanation;
  readonly standby: Explanation;
  readonly stopped: Explanation;
  readonly deviceFull: Explanation;
  readonly storageBroken: Explanation;
  readonly queued: string;
  readonly elsewhere: (lines: string) => string;
  readonly accepted: string;
  readonly duplicate: string;
  readonly duplicateHint: string;
  readonly rejected: string;
  readonly certified: (lines: string) => string;
  readonly unmatched: (lines: string) => string;
  readonly rejectedHeading: string;
  readonly rejectedHint: string;
  readonly outcomes: Readonly<Record<'rejected' | 'conflict', string>>;
  readonly exportRejected: string;
  readonly rejectedFile: string;
  readonly discardRejected: string;
  readonly reportMore: string;
}

declare module '../../localization/messages.ts' {
  interface MessageCatalog {
    'fupin-sales-report': SalesReportMessages;
  }
}
