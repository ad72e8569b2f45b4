import { ProblemError } from '../errors/problem-error.ts';
import type { SaleOutcome, SaleReceipt } from '@fupin/schema';
import type { DeadLetter, QueuedLine } from './queue.ts';

/** What the registry said of a batch: receipts by line id, dead letters; what neither names is to be sent again. */
export interface Verdict {
  readonly settled: readonly QueuedLine[];
  readonly receipts: readonly SaleReceipt[];
  readonly deadLetters: readonly DeadLetter[];
}

/** Judges a batch by its outcomes. An outcome counts only for the line whose identity it names. */
export function judge(
  batch: readonly QueuedLine[],
  outcomes: readonly SaleOutcome[],
  now: number,
): Verdict {
  const settled = new Set<QueuedLine>();
  const receipts: SaleReceipt[] = [];
  const deadLetters: DeadLetter[] = [];
  for (const { index, lineId, outcome, receipt, problem } of outcomes) {
    const line = batch[index];
    if (!line || lineId !== line.lineId || settled.has(line)) continue;
    if (isRefusal(outcome)) {
      settled.add(line);
      deadLetters.push(
        deadLetterOf(
          line,
          outcome,
          problem ?? { code: 'invalidInput', detail: '', issues: [] },
          now,
        ),
      );
    } else if ((outcome === 'accepted' || outcome === 'duplicate') && receipt) {
      settled.add(line);
      receipts.push({ ...receipt, lineId });
    }
  }
  return { settled: [...settled], receipts, deadLetters };
}

/** A line that can't be sent whatever its batch, as the dead letter it becomes. */
export function deadLetterOf(
  { position, lineId, json }: QueuedLine,
  outcome: DeadLetter['outcome'],
  problem: DeadLetter['problem'],
  now: number,
): DeadLetter {
  const line = JSON.parse(json) as DeadLetter['line'];
  const rejectedAt = new Date(now).toISOString();
  return { deadLetterId: position, lineId, line, outcome, problem, rejectedAt };
}

const isRefusal = (outcome: string): outcome is DeadLetter['outcome'] =>
  outcome === 'rejected' || outcome === 'conflict';

/** Whether trying again later may help; otherwise somebody has to put something right first. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return true;
  const { status } = error.problem;
  return status >= 500 || status === 408 || status === 429;
}
