import type { CliMessages } from './messages.ts';

/** The command line's texts in English. */
export const en: CliMessages = {
  help: `\
fupin: report sales to the certification registry

Usage: fupin report FILE [options]

Reads a sales export (CSV, TSV or XLSX; UTF-8, UTF-16 or GB 18030) or a file of lines that was carried by hand,
says what it understood, and reports every line exactly once. Stopped at any moment, it goes on when it is started again.

  --registry URL     address of the registry (or FUPIN_REGISTRY)
  --outlet ID        the outlet that sold (or FUPIN_OUTLET)
  --dry-run          say what would be reported, and report nothing
  --mapping FILE     how to read the columns, as JSON
  --save-mapping FILE  write down how the columns were read, for the next time
  --dates ORDER      dayFirst or monthFirst, where dates such as 3/4/2020 leave it open
  --terminal NAME    the till, where no column names it; main
  --unit UNIT        the unit, where no column names it; 件
  --format FORMAT    csv, tsv, semicolon or xlsx, where it is not recognised
  --encoding NAME    utf-8, gb18030, utf-16le or utf-16be, where it is not recognised
  --state FOLDER     where to keep what is not sent yet; FILE.fupin
  --json             print the result as JSON

The key is read from FUPIN_KEY, or asked for; never give it as a parameter, which other users of the machine can see.

Rows that can't be reported are written to FILE.faulty.csv with the reason. Correct them there and report that file.

Exit status: 0 every row is in the ledger; 1 some rows are not; 2 called wrongly, or the columns have to be explained;
3 the registry refuses the key or the report; 4 the file can't be read, or the state not be kept; 130 stopped.`,
  noCommand: (name) => `There is no command "${name}". Expected: report. See fupin --help`,
  needsFile: 'report needs one file: fupin report FILE. See fupin --help',
  keyInParameters:
    'The key must not be a parameter, which other users of this machine can see. Set FUPIN_KEY, or let it be asked for; and as this key has been shown, replace it.',
  badOption: (message) => `${message}\nSee fupin --help`,
  badValue: (option, value, expected) => `${option} is "${value}". Expected: ${expected}.`,
  needsOption: (option, variable) => `${option} is missing. Give it, or set ${variable}.`,
  needsKey: 'The key is missing, and there is no terminal to ask for it. Set FUPIN_KEY.',
  badKey: 'That is no key: expected visible ASCII characters, such as sk_….',
  askKey: 'Key (not shown): ',
  cantRead: (file, reason) => `${file} can’t be read: ${reason}`,
  cantReadMapping: (file, faults) =>
    `The mapping ${file} can’t be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  missingColumns: (missing, headers) =>
    `No column was recognised for: ${missing.join('; ')}.\nThe file has the columns: ${headers.join(', ')}.\n` +
    'Write a mapping such as {"columns": {"receiptNo": "Ticket", "quantity": "Pieces"}} and give it with --mapping.',
  missingHints: {
    quantity: 'If each row is one piece, put "quantity": "1" into the mapping.',
    receiptNo:
      'If there are no receipts, as with machines that sell one thing at a time, put "receiptFromTime": true into the mapping.',
  },
  dateOrderUnknown: (example) =>
    `Which day is "${example}"? Give --dates dayFirst or --dates monthFirst.`,
  otherOutlet: (stated, found) =>
    `The file is of outlet ${found}, but --outlet is ${stated}. Leave --outlet out, or take the right file.`,
  untrusted: (file, reason) => `${file} is not as a device wrote it: ${reason}`,

  understood: (file, rows, format) => `${file}: ${rows} rows, ${format}`,
  columnLine: (field, column) => `  ${field}: ${column}`,
  unusedColumns: (columns) => `  Not used: ${columns}`,
  constants: (terminal, unit) => `  Where no column says: till ${terminal}, unit ${unit}`,
  totals: {
    sales: ({ lines, amountFen }) => `Sales      ${lines} lines, ${amountFen} yuan`,
    returns: ({ lines, amountFen }) => `Returns    ${lines} lines, ${amountFen} yuan`,
    voids: ({ lines, amountFen }) => `Voids      ${lines} lines, ${amountFen} yuan`,
    notPaid: ({ lines, amountFen }) => `Not paid   ${lines} rows, ${amountFen} yuan, not reported`,
    net: (yuan) => `Net        ${yuan} yuan`,
    faulty: (rows) => `With faults ${rows} rows, not reported`,
    totalsRows: (rows, numbers) =>
      `${rows} rows of totals were left out, as they are no sales (rows ${numbers})`,
  },
  odditiesHeading: 'Please note:',
  faultsHeading: 'Faults:',
  inRowNumbers: (rows) => `rows ${rows}`,
  dryRun: 'Dry run: nothing was reported.',
  mappingSaved: (file) => `How the columns were read is in ${file}.`,

  checking: 'Reading',
  sending: 'Reporting',
  progress: (label, percent, detail) => `${label} ${percent} %  ${detail}`,
  checkedRows: (rows) => `${rows} rows`,
  sentLines: (acknowledged, lines) => `${acknowledged} of ${lines} lines`,
  waiting: (time, reason) =>
    `The registry can’t be reached now; next attempt at ${time}. Nothing is lost. (${reason})`,
  goingOn: (lines) => `Going on after ${lines} lines of last time.`,
  nothingNew: 'Everything had been reported before; nothing was sent.',
  interrupted: (folder) =>
    `Stopped. What is not sent yet is kept in ${folder}; start the same command again to go on.`,
  refused: (reason) =>
    `The registry refuses the report: ${reason}\nCheck key, outlet and address, and start the same command again.`,
  stateUnusable: (folder, reason) =>
    `The state in ${folder} can’t be used: ${reason}\nWait for the other command to end, or give another folder with --state.`,
  diskFull: (folder) =>
    `There is no room left for ${folder}. Make some and start the same command again, or give a folder elsewhere with --state.`,
  done: (lines) => `${lines} lines are in the ledger.`,
  already: (lines) => `${lines} of them were there before, with the same content.`,
  rejected: (lines, file) =>
    `${lines} lines were not accepted. Why is in ${file}; correct them there and report that file.`,
  faultyWritten: (rows, file) =>
    `${rows} rows have faults. They are in ${file}; correct them there and report that file.`,
  unexpected: (message) =>
    `Something unexpected went wrong: ${message}\nStart the same command again; if it stays, report it with this line and the version of Node (${process.version}).`,
};
