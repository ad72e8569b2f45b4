import { enColumns } from '@fupin/client/adapters/columns';
import type { SalesReportMessages } from './messages.ts';

const plural = (count: string, one: string, many: string) => (count === '1' ? one : many);

/** The sales report's texts in English. */
export const en: SalesReportMessages = {
  ...enColumns,
  heading: 'Report sales',
  introduction:
    'Import your till’s sales export, or type sales in. A sale that is reported twice still counts once.',
  steps: { start: 'Choose', columns: 'Match columns', check: 'Check', send: 'Send' },
  stepOf: (number, count, name) => `Step ${number} of ${count}: ${name}`,
  back: 'Back',
  cancel: 'Cancel',
  retry: 'Try again',
  more: (count) => `Show ${count} more`,
  noOutlet: {
    what: 'It isn’t known which outlet to report for.',
    remedy: 'Ask your webmaster to set registry and outlet on this element.',
  },
  noSession: {
    what: 'You aren’t allowed to report yet.',
    remedy:
      'Sign in to the back office again. If this stays, ask your webmaster to check the session.',
  },
  unexpected: {
    what: 'Something unexpected went wrong.',
    remedy: 'Reload the page and try again. Sales saved on this computer are not lost.',
  },

  byFile: 'Import a file',
  byHand: 'Type in',
  dropHere: 'Drop your sales export here',
  chooseFile: 'Choose a file',
  fileKinds: 'CSV or text in any usual encoding. Save Excel workbooks as CSV first.',
  privacy:
    'The file is read in your browser. Only the columns you choose are reported; customers’ names, phone numbers and all else never leave this computer.',
  reading: (fileName) => `Reading ${fileName}`,
  unfinished: (lines) =>
    `${lines} ${plural(lines, 'line', 'lines')} from last time had not arrived; sending continues.`,
  showProgress: 'Show progress',

  entryHint:
    'Enter moves to the next cell, and at the end of a row begins a new one. You can paste rows from Excel. A negative quantity is a return.',
  addRow: 'Add a row',
  removeRow: (row) => `Remove row ${row}`,
  entryRow: (row) => `Row ${row}`,
  checkEntry: 'Next: check',
  nothingEntered: 'Type in at least one sale first.',

  columnsHint:
    'Confirm which column holds what. We chose by name and content; change what isn’t right.',
  fieldHints: {
    soldAt: 'A date alone will do; it counts as noon.',
    businessDate: 'Without it, the day of the sale.',
    terminalId: 'Use the same name for the same till every time.',
    lineNo: 'Place on the receipt, not in the list. Without it, rows are numbered in their order.',
    gtin: 'At least one of item number, barcode and name.',
    amount: 'What was paid for the line. Without it, quantity × unit price.',
  },
  required: 'Required',
  field: 'What',
  column: 'Column in the file',
  samples: 'Examples',
  notInFile: 'Not in the file',
  unnamedColumn: (number) => `Column ${number}`,
  whenNotInFile: 'For all rows',
  moreFields: 'Other columns',
  fileSummary: (fileName, rows) => `${fileName}, ${rows} ${plural(rows, 'row', 'rows')}`,
  fileFormat: 'File format',
  encoding: 'Text encoding',
  encodings: {
    'utf-8': 'UTF-8',
    gb18030: 'GB 18030 (GBK, GB 2312)',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16 (big-endian)',
  },
  delimiter: 'Separator',
  delimiters: { ',': 'Comma', '\t': 'Tab', ';': 'Semicolon' },
  headerRow: 'Row with the column names',
  dateOrderQuestion: (example) => `Which day is “${example}” in this file?`,
  dateOrderContradiction:
    'Some dates have the month first, some the day. Choose one; rows that don’t fit will be listed.',
  monthFirst: (example) => `Month first: ${example}`,
  dayFirst: (example) => `Day first: ${example}`,
  checkFile: 'Next: check',

  checking: 'Checking every row',
  sales: 'Sales',
  returns: 'Returns',
  faulty: 'With faults',
  lines: (count) => `${count} ${plural(count, 'line', 'lines')}`,
  rows: (count) => `${count} ${plural(count, 'row', 'rows')}`,
  notSent: 'Not sent',
  nothingFaulty: 'Every row can be sent',
  faultsHeading: 'Rows with faults',
  faultsHint:
    'These rows are not sent. Export them, correct them and import that file; the others can go first. The export keeps line numbers, so nothing counts twice.',
  exportFaults: 'Export these rows',
  faultsFile: 'rows-with-faults',
  bothNegativeQuestion: (count) =>
    `In ${count} ${plural(count, 'row', 'rows')} quantity and amount are both negative. If they are returns:`,
  bothNegativeAnswer: 'Treat as returns',
  row: 'Row',
  value: 'Content',
  blank: '(blank)',
  wholeRow: 'Whole row',
  reason: 'Fault',
  remedy: 'What to do',
  odditiesHeading: 'Please note',
  inRows: (rows) => `Rows ${rows}`,
  previewHeading: 'What will be sent',
  previewHint: (shown, all) => `First ${shown} of ${all} lines`,
  good: 'Item',
  send: (lines) => `Send ${lines} ${plural(lines, 'line', 'lines')}`,
  sendOthers: (lines) => `Send the other ${lines} ${plural(lines, 'line', 'lines')}`,
  nothingToSend: 'No row can be sent. Correct them and import again.',

  sending: 'Sending',
  storing: (stored, all) =>
    `Saving on this computer: ${stored} of ${all} lines. Keep this page open.`,
  settled: (settled, all) => `${settled} of ${all} lines done`,
  keepsGoing:
    'Everything is saved on this computer. Nothing is lost if you go offline, reload or close the page: sending goes on next time.',
  finished: 'All lines arrived',
  finishedWithRejections: 'Sent; some lines were not accepted',
  waiting: (time) => ({
    what: 'The registry can’t be reached now.',
    remedy: `The next attempt is at ${time}. There is nothing you need to do.`,
  }),
  standby: {
    what: 'Another page is sending.',
    remedy: 'Keep it open. When it closes, sending goes on here.',
  },
  stopped: {
    what: 'The registry refused this report; your session may have ended.',
    remedy: 'Sign in again and retry. Unsent lines stay saved on this computer.',
  },
  deviceFull: {
    what: 'This computer has no room left; some lines were not saved.',
    remedy: 'Free some space, then import the same file again. Saved lines won’t count twice.',
  },
  storageBroken: {
    what: 'Your browser can’t save data on this computer, so nothing was sent.',
    remedy: 'Leave private browsing or use another browser.',
  },
  queued: 'Waiting',
  elsewhere: (lines) =>
    `${lines} more ${plural(lines, 'line', 'lines')} arrived through another page.`,
  accepted: 'New in the ledger',
  duplicate: 'Already in the ledger',
  duplicateHint: 'Reported before with the same content: nothing changes',
  rejected: 'Not accepted',
  certified: (lines) => `${lines} ${plural(lines, 'line is', 'lines are')} of certified products.`,
  unmatched: (lines) =>
    `${lines} ${plural(lines, 'return has', 'returns have')} no known sale in the ledger; recorded and marked so.`,
  rejectedHeading: 'Lines not accepted',
  rejectedHint:
    'These lines are not in the ledger (where the content differs, it keeps the earlier one). Export them, correct them and import again.',
  outcomes: { rejected: 'Rejected', conflict: 'Differs' },
  exportRejected: 'Export these lines',
  rejectedFile: 'lines-not-accepted',
  discardRejected: 'Clear this list',
  reportMore: 'Report more',
};
