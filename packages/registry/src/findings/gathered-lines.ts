import type { CaseEvidence } from './finding-store.ts';

const linesShown = 10;

/** A line that is evidence. */
export interface EvidentLine {
  readonly lineId: string;
  /** RFC 3339, UTC. */
  readonly soldAt: string;
}

/** The evidence of a case that grows line by line; in whichever order they come, it comes out the same. */
export function gatherLines(
  before: CaseEvidence | undefined,
  lines: readonly (EvidentLine & { readonly amountFen: number })[],
  facts: CaseEvidence['facts'],
): CaseEvidence {
  const instants = lines.map(({ soldAt }) => soldAt);
  if (before) instants.push(before.firstAt, before.lastAt);
  instants.sort();
  const amountFen = lines.reduce(
    (sum, line) => sum + line.amountFen,
    Number(before?.facts['amountFen'] ?? 0),
  );
  return {
    occurrences: (before?.occurrences ?? 0) + lines.length,
    firstAt: instants[0] ?? '',
    lastAt: instants.at(-1) ?? '',
    lineIds: firstLines([...(before?.lineIds ?? []), ...lines.map(({ lineId }) => lineId)]),
    facts: { ...facts, amountFen },
  };
}

/** As many line ids as a finding shows: the first ones by their order as text. */
export function firstLines(lineIds: readonly string[]): readonly string[] {
  return [...new Set(lineIds)].sort().slice(0, linesShown);
}
