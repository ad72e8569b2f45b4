import { faults, startFaultProxy, type FaultName } from '../fault-proxy.ts';
import type { Scenario } from '../scenario.ts';

/** Faults of the network in turn, all of them where none is named, as a storm in which most requests meet it; the till is to deliver all the same. */
export const network = (
  linesPerStorm: number,
  storms: readonly FaultName[] = faults,
): Scenario => ({
  name: 'network',
  async run(stage) {
    const { random } = stage;
    let storm: FaultName | undefined;
    const proxy = await startFaultProxy(stage.registry.url, () =>
      storm && (!proxy.done.has(storm) || random.happens(0.6)) ? storm : undefined,
    );
    const till = stage.till({ registry: proxy.url });
    for (storm of storms) {
      stage.progress(storm);
      await till.live({ count: linesPerStorm, atOnce: 8, pauseMs: 20, then: 'flush' });
    }
    storm = undefined;
    await till.finish();
    await proxy.close();
    const spared = storms.filter((fault) => !proxy.done.has(fault));
    return {
      kills: till.kills,
      torn: 0,
      notes: [...till.complaints, ...spared.map((fault) => `no request met ${fault}`)],
    };
  },
});
