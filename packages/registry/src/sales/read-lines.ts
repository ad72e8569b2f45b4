import {
  faultsOf,
  isSaleLine,
  joinSaleLineContent,
  SaleLine,
  type SaleOutcome,
} from '@fupin/schema';
import { invalidLine } from './sale-line-problems.ts';

/** A line of a batch that is valid. */
export interface ValidLine {
  /** Its place in the batch, from 0. */
  readonly index: number;
  readonly line: SaleLine;
  /** Its canonical content, see saleLineContent. */
  readonly content: string;
}

/** The lines of a batch: those that are valid by their places, and the outcomes of the others. */
export interface ReadLines {
  readonly valid: readonly (ValidLine | undefined)[];
  readonly invalid: readonly SaleOutcome[];
}

/** Reads the lines of a batch, each by itself. */
export function readLines(reported: readonly unknown[]): ReadLines {
  const invalid: SaleOutcome[] = [];
  const valid = reported.map((value, index): ValidLine | undefined => {
    if (isSaleLine(value)) return { index, line: value, content: joinSaleLineContent(value) };
    const result = SaleLine.safeParse(value);
    if (result.success)
      return { index, line: result.data, content: joinSaleLineContent(result.data) };
    invalid.push(invalidLine(index, faultsOf(result.error, value)));
    return undefined;
  });
  return { valid, invalid };
}
