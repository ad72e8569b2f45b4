import { saleChainInput, saleLineContent, saleLineId, type SalesReport } from '@fupin/schema';

/** A line as a registry can follow it: which one it was, and its number in the count of its terminal. */
export interface CarriedLine {
  readonly lineId: string;
  readonly terminalId: string;
  readonly epoch: string;
  readonly sequence: number;
  /** Chain link before the line and with it. */
  readonly previous: string;
  readonly link: string;
}

/** The numbered lines of a report in their order; throws where the runs don't cover the lines, or a chain is wrong. */
export async function carriedLines(outletId: string, report: SalesReport): Promise<CarriedLine[]> {
  const lines: CarriedLine[] = [];
  const open = (report.carried ?? []).map((run) => ({ ...run, done: 0, link: run.previous }));
  for (const line of report.lines) {
    const run = open.find((each) => each.terminalId === line.terminalId && each.done < each.count);
    if (!run) throw new Error(`no run for ${line.terminalId} ${line.receiptNo}`);
    const previous = run.link;
    const input = new TextEncoder().encode(saleChainInput(previous, saleLineContent(line)));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', input));
    run.link = btoa(String.fromCharCode(...digest))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .slice(0, 43);
    const { terminalId, epoch, first, link } = run;
    const lineId = saleLineId(outletId, line);
    lines.push({ lineId, terminalId, epoch, sequence: first + run.done, previous, link });
    run.done += 1;
    if (run.done === run.count && run.link !== run.head) {
      throw new Error(`the chain of ${terminalId} is not ${run.head} at ${first + run.count - 1}`);
    }
  }
  const missing = open.find((run) => run.done < run.count);
  if (missing) throw new Error(`no lines for the run of ${missing.terminalId}`);
  return lines;
}

/**
 * The lines of each terminal in the order of their numbers, however often they were sent; throws where a number was given to
 * two lines, is missing, or doesn't go on from the one before.
 */
export function countedLines(
  lines: readonly CarriedLine[],
): ReadonlyMap<string, readonly CarriedLine[]> {
  const counted = new Map<string, CarriedLine[]>();
  for (const line of lines) {
    const count = counted.get(line.terminalId) ?? [];
    counted.set(line.terminalId, count);
    const known = (count[line.sequence - 1] ??= line);
    if (known.lineId !== line.lineId || known.link !== line.link) {
      throw new Error(`number ${line.sequence} stands for ${known.lineId} and ${line.lineId}`);
    }
  }
  for (const [terminalId, count] of counted) {
    let link = count[0]?.epoch;
    for (const [index, line] of Array.from(count).entries()) {
      if (!line) throw new Error(`number ${index + 1} of ${terminalId} is missing`);
      if (line.previous !== link)
        throw new Error(`the chain of ${terminalId} breaks at ${index + 1}`);
      link = line.link;
    }
  }
  return counted;
}
