import { saleChainInput } from '@fupin/schema';
import { sha256 } from './base64url.ts';
import type { LineNumber, NewLine } from './queue.ts';

/** How far a device has counted the lines of a terminal. */
export type Count = Pick<LineNumber, 'epoch' | 'sequence' | 'link'>;

/** Numbers lines by WebCrypto; the counts, by terminal as it stands in line ids, are taken further with them. */
export async function numberLines(
  lines: readonly NewLine[],
  epoch: string,
  counts: Map<string, Count | undefined>,
): Promise<readonly LineNumber[]> {
  const numbers: LineNumber[] = [];
  for (const { lineId, content } of lines) {
    const terminal = terminalIn(lineId);
    const { sequence, link: previous } = counts.get(terminal) ?? { sequence: 0, link: epoch };
    const link = await sha256(saleChainInput(previous, content));
    const number = { epoch, sequence: sequence + 1, previous, link };
    counts.set(terminal, number);
    numbers.push(number);
  }
  return numbers;
}

/** The terminal of a line, as its identity spells it. */
export function terminalIn(lineId: string): string {
  const start = lineId.indexOf('/') + 1;
  return lineId.slice(start, lineId.indexOf('/', start));
}
