import { fileURLToPath } from 'node:url';
import { startFaultProxy } from '../fault-proxy.ts';
import type { Scenario } from '../scenario.ts';

const shiftClock = fileURLToPath(new URL('../shift-clock.ts', import.meta.url));

/** The device's clock jumps both ways, by seconds, hours and years, while half of all requests fail and the till is killed. */
export const clock = (lives: number): Scenario => ({
  name: 'clock',
  async run(stage) {
    const { random, sender } = stage;
    const proxy = await startFaultProxy(stage.registry.url, () =>
      random.happens(0.5) ? random.pick(['unavailable', 'answerLost', 'resetBefore']) : undefined,
    );
    const till = stage.till({
      registry: proxy.url,
      sender: {
        ...sender,
        preloads: [shiftClock],
        environment: { FUPIN_CLOCK_SEED: String(random.below(2 ** 32)) },
      },
    });
    for (let life = 0; life < lives; life += 1) {
      await till.live({
        count: 100,
        atOnce: 10,
        pauseMs: 20,
        countedFrom: 50,
        killAfterMs: random.below(500),
      });
      stage.progress(`${till.kills} kills`);
    }
    await till.finish();
    await proxy.close();
    return { kills: till.kills, torn: 0, notes: till.complaints };
  },
});
