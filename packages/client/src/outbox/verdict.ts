import { ProblemError } from '../errors/problem-error.ts';
import { SaleLineProblem, type SaleOutcome, type SaleReceipt } from '@fupin/schema';
import { OutboxFormatError } from './errors/outbox-format-error.ts';
import type { DeadLetter, QueuedLine } from './queue.ts';

/** What the registry said of a batch; what it names neither accepted nor refused is to be sent again. */
export interface Verdict {
  /** Positions of the lines that are in the ledger. */
  readonly accepted: readonly number[];
  /** The receipts of those. */
  readonly receipts: GivenReceipts;
  readonly deadLetters: readonly DeadLetter[];
}

/** Receipts that came with one answer. */
export interface GivenReceipts extends Iterable<SaleReceipt> {
  readonly length: number;
}

/**
 * Judges a batch by its outcomes. One counts only if it is whole and names place and identity of the same line. They are
 * checked here, one by one: a schema would refuse the good ones with the bad, and take as long as the request.
 */
export function judge(
  batch: readonly QueuedLine[],
  outcomes: readonly unknown[],
  now: number,
): Verdict {
  const judged = new Set<QueuedLine>();
  const accepted: number[] = [];
  const receipts: SaleReceipt[] = [];
  const deadLetters: DeadLetter[] = [];
  for (const each of outcomes) {
    const { index, lineId, outcome, receipt, problem } = Object(each) as Partial<SaleOutcome>;
    const line = batch[index ?? -1];
    if (!line || lineId !== line.lineId || judged.has(line)) continue;
    if (isRefusal(outcome)) {
      deadLetters.push({
        deadLetterId: line.position,
        lineId,
        line: JSON.parse(line.content) as DeadLetter['line'],
        outcome,
        problem: isProblem(problem) ? problem : unstatedProblem,
        rejectedAt: new Date(now).toISOString(),
      });
    } else if ((outcome === 'accepted' || outcome === 'duplicate') && isReceipt(receipt, lineId)) {
      accepted.push(line.position);
      receipts.push(receipt);
    } else continue;
    judged.add(line);
  }
  return { accepted, receipts, deadLetters };
}

const isRefusal = (outcome: unknown): outcome is DeadLetter['outcome'] =>
  outcome === 'rejected' || outcome === 'conflict';

const unstatedProblem = { code: 'invalidInput', detail: '', issues: [] };

function isReceipt(value: unknown, lineId: string): value is SaleReceipt {
  const receipt = Object(value) as Partial<SaleReceipt>;
  return (
    receipt.lineId === lineId &&
    typeof receipt.receiptId === 'string' &&
    typeof receipt.acceptedAt === 'string' &&
    typeof receipt.fingerprint === 'string' &&
    typeof receipt.certified === 'boolean' &&
    typeof receipt.unmatched === 'boolean'
  );
}

const isProblem = (value: unknown): value is SaleLineProblem =>
  SaleLineProblem.safeParse(value).success;

/** Whether trying again later may help; otherwise somebody has to put something right first. */
export function mayPass(error: unknown): boolean {
  if (error instanceof OutboxFormatError) return false;
  if (!(error instanceof ProblemError)) return true;
  const { status } = error.problem;
  return status >= 500 || status === 408 || status === 429;
}
