import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';

/** The registry is killed at random instants while a till reports, and started again. */
export const registryKilled = (kills: number): Scenario => ({
  name: 'registry-killed',
  async run(stage) {
    const { random, registry } = stage;
    const till = stage.till();
    let killed = 0;
    let isSelling = true;
    const selling = (async () => {
      while (isSelling) await till.live({ count: 1000, atOnce: 100, pauseMs: 10, then: 'flush' });
    })();
    while (killed < kills) {
      await sleep(random.below(400));
      if (await registry.kill()) killed += 1;
      await registry.start();
      stage.progress(`${killed} kills`);
    }
    isSelling = false;
    await selling;
    return { kills: killed, torn: 0, notes: till.complaints };
  },
});
