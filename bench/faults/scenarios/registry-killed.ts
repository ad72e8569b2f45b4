import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

/** The registry is killed at random instants while a till reports, and started again. */
export const registryKilled = (kills: number): Scenario => ({
  name: 'registry-killed',
  async run(stage) {
    const { random, registry } = stage;
    const till = stage.till();
    let killed = 0;
    await till.sellWhile(async () => {
      while (killed < kills) {
        await sleep(random.below(400));
        if (await registry.kill()) killed += 1;
        await registry.start();
        stage.progress(`${killed} kills, ${stage.evidence.promised.size} lines promised`);
      }
    });
    return { kills: killed, torn: 0, notes: till.complaints };
  },
});
