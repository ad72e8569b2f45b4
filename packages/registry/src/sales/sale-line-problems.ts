import type { Fault, SaleOutcome } from '@fupin/schema';

/** The outcome of a line that can't be a sale, whatever the ledger holds. */
export function invalidLine(index: number, faults: readonly Fault[]): SaleOutcome {
  const detail = 'The line is not valid.';
  const issues = faults.map((fault) => ({ ...fault }));
  return {
    index,
    lineId: null,
    outcome: 'rejected',
    problem: { code: 'invalidInput', detail, issues },
  };
}

/** The outcome of a return or void of more than is left of its sale. */
export function exceedingLine(
  index: number,
  lineId: string,
  member: 'quantity' | 'amountFen',
): SaleOutcome {
  const detail = 'More comes back than is left of the sale after earlier returns and voids.';
  const issues = [{ pointer: `/${member}`, detail: 'must not exceed what is left of the sale' }];
  return {
    index,
    lineId,
    outcome: 'rejected',
    problem: { code: 'returnExceedsSale', detail, issues },
  };
}

/** The outcome of a line whose identity is taken by another content. */
export function conflictingLine(index: number, lineId: string): SaleOutcome {
  const detail =
    'A line with this identity and other content is in the ledger. Nothing was stored.';
  return { index, lineId, outcome: 'conflict', problem: { code: 'conflict', detail, issues: [] } };
}
