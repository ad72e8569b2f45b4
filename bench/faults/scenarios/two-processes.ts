import type { Scenario } from '../scenario.ts';
import { firstMarkOf } from '../sale.ts';

/** Two processes open one folder at the same time, again and again, and are killed. */
export const twoProcesses = (rounds: number): Scenario => ({
  name: 'two-processes',
  async run(stage) {
    const { random } = stage;
    const tills = [0, 1].map((till) => stage.till({ firstMark: firstMarkOf(till) }));
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(
        tills.map((till) =>
          till.live({
            count: 200,
            atOnce: 20,
            pauseMs: 20,
            countedFrom: 'opened',
            killAfterMs: random.below(600),
          }),
        ),
      );
      stage.progress(`round ${round + 1}`);
    }
    for (const till of tills) await till.finish();
    const kills = tills.reduce((sum, till) => sum + till.kills, 0);
    const complaints = tills.flatMap((till) => till.complaints);
    return { kills, torn: 0, notes: [`the folder was refused ${complaints.length} times`] };
  },
});
