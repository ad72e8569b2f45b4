import type { ColumnsMessages } from './messages.ts';

const plural = (count: string, one: string, many: string) => (count === '1' ? one : many);

/** The texts of reading sales files in English. */
export const enColumns: ColumnsMessages = {
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
      what: 'This file can’t be read. It may have been moved, changed or locked by another program.',
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
    status: 'State of the order',
    orderDiscount: 'Discount on the order',
  },
  missing: {
    receiptNo: 'receipt number',
    date: 'time of sale or business date',
    good: 'item number, barcode or name',
    quantity: 'quantity',
    money: 'amount or unit price',
  },
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
      remedy: 'Choose how dates are written in this file.',
    }),
    notALineNo: () => ({
      what: 'Not a line number: a whole number from 1 to 100000.',
      remedy: 'Correct it, or don’t use this column.',
    }),
    lineNoRepeated: () => ({
      what: 'This receipt already has a line of this number.',
      remedy: 'Give it its own number; if these are no line numbers, don’t use this column.',
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
    unknownStatus: () => ({
      what: 'Whether this order was paid can’t be told.',
      remedy: 'Write “paid” or “cancelled”, or don’t use this column.',
    }),
    refundedOrder: () => ({
      what: 'Money went back on this order; how much, the file doesn’t say.',
      remedy: 'Make it two rows: the sale, with state “paid”, and a return of what came back.',
    }),
  },
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
    timeFromReceipt: (count) =>
      `${count} ${plural(count, 'row takes its', 'rows take their')} time from another row of the same receipt.`,
    orderDiscount: (count) =>
      `${count} ${plural(count, 'row is', 'rows are')} of orders with a discount that the file doesn’t share out among the goods; amounts are before it.`,
    notPaid: (count) =>
      `${count} ${plural(count, 'row is', 'rows are')} of orders not paid or cancelled, and will not be reported.`,
  },
  kinds: { sale: 'Sale', return: 'Return', void: 'Void' },
  rowInFile: 'Row in the file',
  problem: 'Fault',
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
};
