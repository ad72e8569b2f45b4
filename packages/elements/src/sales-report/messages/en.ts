import type { SalesReportMessages } from './messages.ts';

const plural = (count: string, one: string, many: string) => (count === '1' ? one : many);

/** The sales report's texts in English. */
export const en: SalesReportMessages = {
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
  fileErrors: {
    empty: () => ({
      what: 'This file is empty.',
      remedy: 'Check that the export finished, then choose it again.',
    }),
    workbook: () => ({
      what: 'This is an Excel workbook; a CSV text file is needed.',
      remedy: 'Open it in Excel, choose Save As → CSV UTF-8, and import the saved file.',
    }),
    notText: () => ({
      what: 'This isn’t a text file; a CSV or TXT export is needed.',
      remedy: 'Export it again from your till, choosing CSV.',
    }),
    webPage: () => ({
      what: 'This file is in fact a web page; a CSV text file is needed.',
      remedy: 'Open it in Excel, save it as CSV UTF-8, and import that.',
    }),
    unreadable: () => ({
      what: 'Your browser can’t read this file. It may have been moved, changed or locked by another program.',
      remedy: 'Close the program that uses it, then choose the file again.',
    }),
    quoteNotClosed: (row) => ({
      what: `The quotation mark opened in row ${row} is never closed, so the rest can’t be split into rows.`,
      remedy: 'Close or remove that mark in the file, then import it again.',
    }),
    brokenQuotes: (row) => ({
      what: `A misplaced quotation mark has joined several rows at row ${row}.`,
      remedy:
        'Correct the marks in that row (a mark inside a cell is written twice), then import it again.',
    }),
    oneColumn: () => ({
      what: 'Only one column was found; columns separated by comma, tab or semicolon are needed.',
      remedy: 'Check that the export is CSV, then import it again.',
    }),
    noRows: () => ({
      what: 'The file has column names but no sales.',
      remedy: 'Export a period with sales and import that.',
    }),
  },
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
  fields: {
    receiptNo: 'Receipt number',
    soldAt: 'Time of sale',
    soldTime: 'Time of day (if apart)',
    businessDate: 'Business date',
    terminalId: 'Till',
    lineNo: 'Line number',
    kind: 'Sale or return',
    sku: 'Item number',
    gtin: 'Barcode',
    name: 'Item name',
    quantity: 'Quantity',
    unit: 'Unit',
    unitPrice: 'Unit price',
    amount: 'Amount',
  },
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
  missing: {
    receiptNo: 'receipt number',
    date: 'time of sale or business date',
    good: 'item number, barcode or name',
    quantity: 'quantity',
    money: 'amount or unit price',
  },
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
  faults: {
    missing: () => ({ what: 'Nothing is filled in.', remedy: 'Fill it in.' }),
    tooLong: () => ({
      what: 'Longer than allowed.',
      remedy: 'Shorten it, or check that the column is right.',
    }),
    tooLarge: () => ({
      what: 'Larger than allowed.',
      remedy: 'Check for extra digits or a wrong column.',
    }),
    tooManyDecimals: () => ({ what: 'More than 6 decimals.', remedy: 'Round it to 6 or fewer.' }),
    scientificNumber: () => ({
      what: 'Excel has turned it into scientific notation; digits are lost.',
      remedy: 'Export from the till again without saving in Excel, or format the column as text.',
    }),
    notANumber: () => ({
      what: 'Not a number such as 1234.5.',
      remedy: 'Correct it. Commas may only group thousands, as in 1,234.50.',
    }),
    zeroQuantity: () => ({
      what: 'The quantity is zero.',
      remedy: 'Fill in what was sold, or remove the row if nothing was.',
    }),
    bothNegative: () => ({
      what: 'Quantity and price are both negative: sale or return?',
      remedy: 'For a return make only one of them negative, or add a column that says “return”.',
    }),
    notADate: () => ({
      what: 'Not a date, or a day that doesn’t exist.',
      remedy: 'Write it as 2020-10-17 08:05.',
    }),
    notATime: () => ({ what: 'Not a time of day.', remedy: 'Write it as 08:05 or 08:05:30.' }),
    dateOrderUnknown: () => ({
      what: 'Month or day first?',
      remedy: 'Go back and choose how dates are written.',
    }),
    notALineNo: () => ({
      what: 'Not a line number: a whole number from 1 to 100000.',
      remedy: 'Correct it, or don’t use this column.',
    }),
    lineNoRepeated: () => ({
      what: 'This receipt already has a line of this number.',
      remedy:
        'Give it its own number; if the file has no line numbers, go back and unset the column.',
    }),
    unknownKind: () => ({
      what: 'Neither a sale nor a return.',
      remedy: 'Write “sale” or “return”. Remove cancelled receipts that were never reported.',
    }),
    noGood: () => ({
      what: 'It doesn’t say what was sold.',
      remedy: 'Fill in item number, barcode or name.',
    }),
    totalsRow: () => ({ what: 'A row of totals, not a sale.', remedy: 'Nothing: it isn’t sent.' }),
    extraCells: () => ({
      what: 'More cells than column names; the columns may be shifted.',
      remedy: 'Look for a comma that needs quotation marks around its cell.',
    }),
    brokenQuotes: () => ({
      what: 'A misplaced quotation mark; the columns may be shifted.',
      remedy: 'Correct it. A mark inside a cell is written twice.',
    }),
    invalid: (detail) => ({ what: `Not valid: ${detail}`, remedy: 'Correct it and import again.' }),
  },
  odditiesHeading: 'Please note',
  oddities: {
    return: (count) =>
      `${count} ${plural(count, 'row has', 'rows have')} a negative quantity or amount and will be reported as ${plural(count, 'a return', 'returns')}.`,
    cancelledReceipt: (count) =>
      `${count} of them ${plural(count, 'is', 'are')} on a cancellation (receipt number beginning with C).`,
    identicalRow: (count) =>
      `${count} ${plural(count, 'row equals', 'rows equal')} another row of the same receipt; each counts.`,
    zeroAmount: (count) =>
      `${count} ${plural(count, 'row', 'rows')} with an amount of zero, such as gifts.`,
    rounded: (count) =>
      `${count} ${plural(count, 'amount was', 'amounts were')} rounded to the fen.`,
    blankName: (count) =>
      `${count} ${plural(count, 'row has', 'rows have')} no item name and will go by number.`,
    nameCut: (count) =>
      `${count} item ${plural(count, 'name was', 'names were')} cut to 200 characters.`,
    controlCharacters: (count) =>
      `Invisible control characters were taken out of ${count} ${plural(count, 'row', 'rows')}.`,
    notGtin: (count) =>
      `${count} ${plural(count, 'barcode is', 'barcodes are')} no valid GTIN (an in-store code, or a wrong check digit) and will go as item number.`,
    dateOnly: (count) =>
      `${count} ${plural(count, 'row has', 'rows have')} only a date; noon is taken as the time.`,
    inFuture: (count) =>
      `${count} ${plural(count, 'sale lies', 'sales lie')} in the future. Check the till’s clock.`,
    blankRow: (count) => `${count} blank ${plural(count, 'row was', 'rows were')} skipped.`,
    repeatedHeader: (count) =>
      `${count} repeated ${plural(count, 'header was', 'headers were')} skipped.`,
  },
  inRows: (rows) => `Rows ${rows}`,
  previewHeading: 'What will be sent',
  previewHint: (shown, all) => `First ${shown} of ${all} lines`,
  good: 'Item',
  kinds: { sale: 'Sale', return: 'Return', void: 'Void' },
  rowInFile: 'Row in the file',
  problem: 'Fault',
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
  problems: {
    conflict: {
      what: 'The ledger has this line with other content, and keeps that.',
      remedy:
        'If the ledger is right, clear this line. If it is another item, give it its own line number.',
    },
    returnExceedsSale: {
      what: 'More was returned than was sold.',
      remedy: 'Check the original receipt, correct the return and report it again.',
    },
    originalNotFound: {
      what: 'The original sale isn’t in the ledger.',
      remedy: 'Report that sale first, or leave the original out.',
    },
  },
  otherProblem: (detail) => ({
    what: detail || 'The registry did not accept this line.',
    remedy: 'Correct it accordingly and report it again.',
  }),
  exportRejected: 'Export these lines',
  rejectedFile: 'lines-not-accepted',
  discardRejected: 'Clear this list',
  reportMore: 'Report more',
};
