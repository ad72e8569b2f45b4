import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { once } from 'node:events';
import { saleLineId } from '@fupin/schema';
import { csvLine } from '../adapters/columns/csv-text.ts';
import { faultyRowsTable } from '../adapters/columns/faulty-rows-csv.ts';
import type { SaleFault, SaleSettings } from '../adapters/columns/sale-row.ts';
import type { DeadLetter } from '../outbox/node.ts';
import type { FileCheck, PassOptions } from './file-check.ts';
import type { Texts } from './language.ts';

/** What a file of faulty rows is made of. */
export interface FaultyFileOptions {
  readonly path: string;
  readonly check: FileCheck;
  readonly pass: PassOptions;
  readonly headers: readonly string[];
  readonly width: number;
  readonly settings: SaleSettings;
  readonly outletId: string;
  /** Lines that the registry did not take. */
  readonly deadLetters: readonly DeadLetter[];
  readonly texts: Texts;
}

/** Writes the rows that are not in the ledger, with the reason for each, to be corrected there; answers with their number. */
export async function writeFaultyFile(options: FaultyFileOptions): Promise<number> {
  const { path, check, pass, headers, width, settings, outletId, deadLetters, texts } = options;
  const table = faultyRowsTable(headers, width, settings, {
    ...texts.fields,
    rowNumber: texts.rowInFile,
    problem: texts.problem,
  });
  const refused = new Map(deadLetters.map((letter) => [letter.lineId, letter]));
  const beside = `${path}.new`;
  const stream = createWriteStream(beside);
  const write = async (text: string) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  let rows = 0;
  await write(`\ufeff${csvLine(table.header)}`);
  await check.pass(pass, async (taken) => {
    for (const { cells, checked } of taken) {
      if ('faults' in checked) {
        const problem = checked.faults.map((fault) => faultText(fault, headers, settings, texts));
        await write(csvLine(table.rowOf(checked, problem.join(' '))));
      } else {
        const letter = refused.size > 0 && refused.get(saleLineId(outletId, checked.line));
        if (!letter) continue;
        const { rowNumber, line } = checked;
        const row = { rowNumber, cells, lineNo: line.lineNo };
        await write(csvLine(table.rowOf(row, refusalText(letter, texts))));
      }
      rows += 1;
    }
  });
  stream.end();
  await once(stream, 'close');
  await rename(beside, path);
  return rows;
}

function faultText(
  { field, code, detail }: SaleFault,
  headers: readonly string[],
  { columns }: SaleSettings,
  texts: Texts,
): string {
  const { what, remedy } = texts.faults[code](detail ?? '');
  if (!field) return `${what} ${remedy}`;
  return `${headers[columns[field] ?? -1]?.trim() || texts.fields[field]}: ${what} ${remedy}`;
}

/** Why the registry did not take a line, and what to do. */
export function refusalText({ problem }: Pick<DeadLetter, 'problem'>, texts: Texts): string {
  const issues = problem.issues.map(({ pointer, detail }) => `${pointer} ${detail}`);
  const stated = [problem.detail, ...issues].filter(Boolean).join('; ');
  const { what, remedy } = texts.problems[problem.code] ?? texts.otherProblem(stated);
  return `${what} ${remedy}`;
}
