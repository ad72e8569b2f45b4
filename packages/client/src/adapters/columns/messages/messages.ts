import type { MissingFields, SaleField } from '../columns.ts';
import type { SaleFaultCode, SaleOddityCode } from '../sale-row.ts';
import type { SalesFileErrorCode } from '../sales-file-error.ts';

/** What happened, what was expected instead, and what to do. */
export interface Explanation {
  readonly what: string;
  readonly remedy: string;
}

/** The texts of reading sales files: what columns are called, and what can be wrong with files, rows and lines. */
export interface ColumnsMessages {
  readonly fileErrors: Readonly<Record<SalesFileErrorCode, (row: string) => Explanation>>;
  readonly fields: Readonly<Record<SaleField, string>>;
  readonly missing: Readonly<Record<MissingFields, string>>;
  readonly faults: Readonly<Record<SaleFaultCode, (detail: string) => Explanation>>;
  readonly oddities: Readonly<Record<SaleOddityCode, (count: string) => string>>;
  readonly kinds: Readonly<Record<'sale' | 'return' | 'void', string>>;
  readonly rowInFile: string;
  readonly problem: string;
  /** Why the registry did not take a line, by the problem's code. */
  readonly problems: Readonly<Record<string, Explanation>>;
  readonly otherProblem: (detail: string) => Explanation;
}
