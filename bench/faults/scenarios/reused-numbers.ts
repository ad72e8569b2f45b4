import type { Scenario } from '../scenario.ts';

/** A seller gives two sales one receipt number each time: no two may become one, and what the ledger can't take comes back. */
export const reusedNumbers = (lines: number): Scenario => ({
  name: 'reused-numbers',
  books: 'reused',
  async run(stage) {
    const till = stage.till();
    await till.live({
      count: lines,
      atOnce: 20,
      countedFrom: 'reported',
      killAfterMs: stage.random.below(200),
    });
    await till.finish();
    return { kills: till.kills, torn: 0, notes: till.complaints };
  },
});
