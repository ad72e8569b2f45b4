import { setTimeout as sleep } from 'node:timers/promises';
import { startFaultProxy } from './fault-proxy.ts';
import { firstMarkOf } from './sale.ts';
import type { Ordeal, Stage } from './scenario.ts';

const tillCount = 2;
// About as long as the registry takes for what such a till sends at once.
const longestMs = 40;

/**
 * Kills something so many times, each time at a random instant soon after a request for lines came to the registry, while
 * tills report all the time.
 */
export async function whileReported(
  stage: Stage,
  kills: number,
  kill: () => Promise<void>,
): Promise<Ordeal> {
  const { random, registry, evidence } = stage;
  let onRequest = (): void => {};
  const proxy = await startFaultProxy(registry.url, () => {
    onRequest();
    return undefined;
  });
  const requests = async (count: number): Promise<void> => {
    for (let seen = 0; seen < count; seen += 1) {
      await new Promise<void>((resolve) => (onRequest = resolve));
    }
  };
  const tills = Array.from({ length: tillCount }, (_, till) =>
    stage.till({
      folder: `${stage.folder}/till-${till}`,
      registry: proxy.url,
      firstMark: firstMarkOf(till),
    }),
  );
  let isKilling = true;
  const selling = Promise.all(
    tills.map(async (till) => {
      while (isKilling) await till.live({ count: 400, atOnce: 10, pauseMs: 10, then: 'flush' });
      await till.finish();
    }),
  );
  for (let killed = 1; killed <= kills; killed += 1) {
    await requests(1 + random.below(4));
    await sleep(random.below(longestMs));
    await kill();
    stage.progress(`${killed} kills, ${evidence.promised.size} lines promised`);
  }
  isKilling = false;
  await selling;
  await proxy.close();
  return { kills, torn: 0, notes: tills.flatMap((till) => till.complaints) };
}
