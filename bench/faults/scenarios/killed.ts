import { faults, startFaultProxy } from '../fault-proxy.ts';
import type { Scenario } from '../scenario.ts';

/** How much of it there is. */
export interface KilledSize {
  readonly lines: number;
  readonly kills: number;
  readonly torn: number;
}

// An SDK that can't open its folder any more won't get further.
const mostComplaints = 20;

/**
 * A till that reports at full speed over a bad line, is killed at random instants, while it opens as well, and finds what it
 * was writing torn.
 */
export const killed = (size: KilledSize): Scenario => ({
  name: 'killed',
  async run(stage) {
    const { random, evidence } = stage;
    const proxy = await startFaultProxy(stage.registry.url, () =>
      random.happens(0.05) ? random.pick(faults) : undefined,
    );
    const till = stage.till({ registry: proxy.url, timeoutMs: 3000 });
    const lives = Math.max(size.kills, size.torn);
    let torn = 0;
    while (
      till.complaints.length < mostComplaints &&
      (till.kills < size.kills || torn < size.torn || evidence.promised.size < size.lines)
    ) {
      const isEarly = random.happens(0.05);
      const share = (size.lines - evidence.promised.size) / Math.max(1, lives - till.kills);
      const count = Math.ceil(Math.max(1, share) * (0.5 + random.below(100) / 80));
      await till.live({
        count,
        atOnce: random.pick([10, 100, 200, 500]),
        ...(isEarly
          ? { killAfterMs: random.below(150) }
          : {
              killAfterMs: random.below(100),
              countedFrom: Math.ceil(count * (random.below(100) / 99)),
            }),
        isFollowed: true,
      });
      if (till.tear()) torn += 1;
      stage.progress(`${evidence.promised.size} lines promised, ${till.kills} kills, ${torn} torn`);
    }
    await till.finish();
    await proxy.close();
    const suffered = [...proxy.done].map(([fault, count]) => `${count} × ${fault}`);
    return { kills: till.kills, torn, notes: [...till.complaints, suffered.join(', ')] };
  },
});
