import { setTimeout as delay } from 'node:timers/promises';

/** Tries a check until it passes, and gives what it gives; rejects with its last failure after `withinMs`. */
export async function eventually<Result>(
  check: () => Promise<Result>,
  { withinMs = 10_000 } = {},
): Promise<Result> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(50);
    }
  }
}
