import { whileReported } from '../while-reported.ts';
import type { Scenario } from '../scenario.ts';

/** The server of the registry's database is killed at random instants while lines are taken, and started again. */
export const databaseKilled = (kills: number, killDatabase: () => Promise<void>): Scenario => ({
  name: 'database-killed',
  run: (stage) => whileReported(stage, kills, killDatabase),
});
