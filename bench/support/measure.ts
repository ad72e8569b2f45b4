/** Prints one figure as a line of its own, `figure NAME VALUE`. */
export function printFigure(name: string, value: number): void {
  console.log(`figure ${name} ${Number.isInteger(value) ? value : Number(value.toPrecision(4))}`);
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('median: expected at least one value');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Measures two sides in turn, A B A B …, and gives the median of the ratios A ÷ B round by round, so that a machine whose
 * speed drifts slows both alike. The first round warms up and does not count.
 */
export async function medianRatio(
  ours: () => Promise<number> | number,
  peer: () => Promise<number> | number,
  rounds = 7,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await ours();
    const b = await peer();
    if (round > 0) ratios.push(a / b);
  }
  return median(ratios);
}

/** CPU time in microseconds, user and system, that this process spends on a piece of work. */
export async function cpuMicroseconds(work: () => Promise<unknown> | undefined): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
