import { csvText, type Explanation } from '@fupin/client/adapters/columns';
import type { DeadLetter } from '@fupin/client/outbox/browser';
import type { SalesReportMessages } from './messages/messages.ts';

/** Why the registry did not take a line, and what to do. */
export function explainRefusal(
  { problem }: Pick<DeadLetter, 'problem'>,
  messages: SalesReportMessages,
): Explanation {
  const known = messages.problems[problem.code];
  if (known) return known;
  const issues = problem.issues.map(({ pointer, detail }) => `${pointer} ${detail}`);
  return messages.otherProblem([problem.detail, ...issues].filter(Boolean).join('; '));
}

/** Lines that the registry did not take, as a CSV file that can be corrected and imported. */
export function refusedCsv(
  refused: readonly Pick<DeadLetter, 'line' | 'problem'>[],
  messages: SalesReportMessages,
): string {
  const { fields, kinds, problem } = messages;
  const header = [
    ...[fields.receiptNo, fields.lineNo, fields.soldAt, fields.businessDate, fields.terminalId],
    ...[fields.kind, fields.sku, fields.gtin, fields.name, fields.quantity, fields.unit],
    ...[fields.amount, problem],
  ];
  const rows = refused.map((letter) => {
    const { line } = letter;
    const { what, remedy } = explainRefusal(letter, messages);
    const fen = String(line.amountFen).padStart(3, '0');
    return [
      ...[line.receiptNo, String(line.lineNo), line.soldAt, line.businessDate, line.terminalId],
      ...[kinds[line.kind], line.sku ?? '', line.gtin ?? '', line.name ?? '', line.quantity],
      ...[line.unit, `${fen.slice(0, -2)}.${fen.slice(-2)}`, `${what} ${remedy}`],
    ];
  });
  return csvText([header, ...rows]);
}
