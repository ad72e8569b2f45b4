import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/** A disk whose syncs end when they are told to, from the moment when it becomes slow. */
export function slowDisk() {
  const underway: ((error?: Error) => void)[] = [];
  let isSlow = false;
  let begun = 0;
  return {
    async sync(): Promise<void> {
      begun += 1;
      if (!isSlow) return;
      await new Promise<void>((resolve, reject) => {
        underway.push((error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },
    slowDown(): void {
      isSlow = true;
    },
    /** Ends the sync under way, once there is one, and lets those who wait for it be told. */
    async end(error?: Error): Promise<void> {
      while (underway.length === 0) await delay(1);
      underway.shift()?.(error);
      await nextTurn();
    },
    /** How many syncs have begun. */
    begun: () => begun,
  };
}
