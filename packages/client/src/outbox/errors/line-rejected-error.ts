import type { DeadLetter } from '../queue.ts';
import { OutboxError } from './outbox-error.ts';

/** The registry did not take a line; it now lies among the dead letters, to be corrected, sent again or discarded. */
export class LineRejectedError extends OutboxError {
  declare readonly code: 'lineRejected';
  readonly lineId: string;
  readonly outcome: DeadLetter['outcome'];
  readonly problem: DeadLetter['problem'];

  constructor({ lineId, outcome, problem }: Pick<DeadLetter, 'lineId' | 'outcome' | 'problem'>) {
    super(
      'lineRejected',
      `expected line ${lineId} to be accepted, received ${outcome}: ${problem.code} ${problem.detail}`,
    );
    this.lineId = lineId;
    this.outcome = outcome;
    this.problem = problem;
  }
}
