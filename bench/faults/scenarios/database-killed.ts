import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

/** The registry's database server is killed at random instants while a till reports, and started again. */
export const databaseKilled = (kills: number, killDatabase: () => Promise<void>): Scenario => ({
  name: 'database-killed',
  async run(stage) {
    const till = stage.till();
    await till.sellWhile(async () => {
      for (let killed = 1; killed <= kills; killed += 1) {
        await sleep(stage.random.below(1000));
        await killDatabase();
        stage.progress(`${killed} kills`);
      }
    });
    return { kills, torn: 0, notes: till.complaints };
  },
});
