/** Rows as a CSV text that Excel opens in the right encoding: UTF-8 with a byte order mark, CRLF. */
export function csvText(rows: Iterable<readonly string[]>): string {
  const lines: string[] = [];
  for (const cells of rows) lines.push(cells.map(cellText).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

const cellText = (cell: string) =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
