import { columnOfHeader, type ColumnName } from './columns.ts';
import type { FileRow, RowFault } from './csv-rows.ts';

/** The rows of a JSON Lines text: an object a line, whose members are named as the columns of a CSV file. */
export async function* jsonRows(text: AsyncGenerator<string>): AsyncGenerator<FileRow> {
  let line = 0;
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const each of lines) {
      line += 1;
      if (each.trim() !== '') yield rowOf(line, each);
    }
  }
  if (rest.trim() !== '') yield rowOf(line + 1, rest);
}

function rowOf(line: number, text: string): FileRow {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, faults: [{ value: text.slice(0, 80), reason: 'must be a JSON object' }] };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, faults: [{ value: text.slice(0, 80), reason: 'must be a JSON object' }] };
  }
  const cells = new Map<ColumnName, string>();
  const faults: RowFault[] = [];
  for (const [name, member] of Object.entries(value)) {
    const column = columnOfHeader(name);
    if (!column || member === null) continue;
    const cell = cellOf(member);
    if (cell === undefined) {
      faults.push({
        column: name,
        value: JSON.stringify(member),
        reason: 'must be text or a number',
      });
    } else {
      cells.set(column, cell);
    }
  }
  return faults.length > 0 ? { line, faults } : { line, cells };
}

function cellOf(member: unknown): string | undefined {
  if (Array.isArray(member) && member.every((part) => typeof part === 'string')) {
    return member.join('、');
  }
  return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined;
}
