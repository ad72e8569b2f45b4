import { killRenderer } from '../browser-scenario.ts';
import { faults, startFaultProxy } from '../fault-proxy.ts';
import type { Scenario } from '../scenario.ts';

/** The browser outbox in Chromium, whose tab's process is killed at random instants while it reports over a bad line. */
export const rendererKilled = (kills: number): Scenario => ({
  name: 'renderer-killed',
  books: 'page',
  async run({ registry, evidence, random, progress }) {
    const proxy = await startFaultProxy(registry.url, () =>
      random.happens(0.05) ? random.pick(faults) : undefined,
    );
    const { durable } = await killRenderer({
      kills,
      registry: proxy.url,
      key: registry.key,
      outletId: evidence.outletId,
      random: () => random.below(2 ** 32) / 2 ** 32,
      progress: (killed, lines) => progress(`${killed} kills, ${lines} lines promised`),
    });
    await proxy.close();
    // A line's identity is outlet, terminal, date, receipt, line and kind.
    for (const lineId of durable) evidence.promised.add(Number(lineId.split('/')[3]));
    return { kills, torn: 0, notes: [] };
  },
});
