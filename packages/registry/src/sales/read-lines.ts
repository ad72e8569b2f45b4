import { faultsOf, isSaleLine, SaleLine, type SaleOutcome } from '@fupin/schema';
import { LineContents } from './line-contents.ts';
import { invalidLine } from './sale-line-problems.ts';

/** A line of a batch that is valid. */
export interface ValidLine {
  /** Its place in the batch, from 0. */
  readonly index: number;
  readonly line: SaleLine;
  /** SHA-256 of its canonical content, base64url. */
  readonly fingerprint: string;
}

/** The lines of a batch: those that are valid by their places, and the outcomes of the others. */
export interface ReadLines {
  readonly valid: readonly (ValidLine | undefined)[];
  readonly invalid: readonly SaleOutcome[];
  /** The canonical contents of the valid lines, and the others as they were sent. */
  readonly contents: LineContents;
}

/** Reads the lines of a batch, each by itself. */
export function readLines(reported: readonly unknown[]): ReadLines {
  const invalid: SaleOutcome[] = [];
  const contents = new LineContents(reported.length);
  const take = (index: number, line: SaleLine): ValidLine => {
    contents.add(line);
    return { index, line, fingerprint: contents.fingerprint(index) };
  };
  const valid = reported.map((value, index): ValidLine | undefined => {
    if (isSaleLine(value)) return take(index, value);
    const result = SaleLine.safeParse(value);
    if (result.success) return take(index, result.data);
    invalid.push(invalidLine(index, faultsOf(result.error, value)));
    contents.addText(JSON.stringify(value));
    return undefined;
  });
  return { valid, invalid, contents };
}
