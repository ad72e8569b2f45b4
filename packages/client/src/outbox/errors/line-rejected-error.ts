import type { SaleLineProblem } from '@fupin/schema';
import { OutboxError } from './outbox-error.ts';

/** The registry did not take a line; it now lies among the dead letters, to be corrected, sent again or discarded. */
export class LineRejectedError extends OutboxError {
  override readonly name = 'LineRejectedError';
  readonly code = 'lineRejected';
  readonly lineId: string;
  readonly outcome: 'rejected' | 'conflict';
  readonly problem: SaleLineProblem;

  constructor(lineId: string, outcome: 'rejected' | 'conflict', problem: SaleLineProblem) {
    super(
      `expected line ${lineId} to be accepted, received ${outcome}: ${problem.code} ${problem.detail}`,
    );
    this.lineId = lineId;
    this.outcome = outcome;
    this.problem = problem;
  }
}
