import { whileReported } from '../while-reported.ts';
import type { Scenario } from '../scenario.ts';

/** The registry is killed at random instants while it takes lines, and started again. */
export const registryKilled = (kills: number): Scenario => ({
  name: 'registry-killed',
  run: (stage) =>
    whileReported(stage, kills, async () => {
      await stage.registry.kill();
      await stage.registry.start();
    }),
});
