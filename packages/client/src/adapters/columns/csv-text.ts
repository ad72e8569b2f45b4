/** Rows as a CSV text that Excel opens in the right encoding: UTF-8 with a byte order mark, CRLF. */
export function csvText(rows: Iterable<readonly string[]>): string {
  return `\ufeff${[...rows].map(csvLine).join('')}`;
}

/** One row of a CSV text, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

const cellText = (cell: string) =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
