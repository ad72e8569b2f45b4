import type { Database } from '../database/database.ts';
import { jsonLogger, type Logger } from '../http/logger.ts';
import { logKeySet } from '../signing/log-key-set.ts';
import type { KeySource, RegistryKeys } from '../signing/registry-keys.ts';
import { certificateDigestsOf } from './certificate-digests.ts';
import { integrate } from './integrate.ts';
import type { LogKey } from './log-key.ts';
import { createPublisher } from './publish-checkpoint.ts';
import type { Witness } from './witness.ts';

const pauseMs = 1000;

/** What keeps the transparency log going. */
export interface LogWorkerOptions {
  readonly database: Database;
  readonly publicUrl: string;
  /** The keys of the registry's certificates, which are logged by their digests. */
  readonly keys: KeySource;
  readonly logKey: LogKey;
  /** None where absent. */
  readonly witnesses?: readonly Witness[];
  readonly clock?: () => Date;
  readonly fetch?: typeof globalThis.fetch;
  /** How long a witness may take to answer; 3 seconds where absent. */
  readonly witnessTimeoutMs?: number;
  readonly logger?: Logger;
}

/** Makes leaves of what is to be logged, and signs a checkpoint when there are new ones. */
export interface LogWorker {
  /** Does so once. */
  turn(): Promise<void>;
  /** Does so every second, until stopped; what fails is written to the logger and tried again. */
  start(): void;
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

/** Makes the worker of a registry's log. Several may run on one database: of them one works at a time. */
export function createLogWorker(options: LogWorkerOptions): LogWorker {
  const {
    database,
    publicUrl,
    keys,
    logKey,
    witnesses = [],
    clock = () => new Date(),
    fetch = globalThis.fetch,
    witnessTimeoutMs = 3000,
    logger = jsonLogger,
  } = options;
  const certificateDigests = certificateDigestsOf(publicUrl, keys);
  const publish = createPublisher({ database, logKey, witnesses, fetch, witnessTimeoutMs, logger });
  let loggedKeys: RegistryKeys | undefined;
  let running: Promise<void> | undefined;
  let wake = () => {};
  let isStopped = false;

  async function turn(): Promise<void> {
    const current = keys();
    if (current !== loggedKeys) await logKeySet(database, current, clock());
    loggedKeys = current;
    await integrate(database, { certificateDigests, now: clock() });
    await publish(clock());
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      await turn().catch((error: unknown) => {
        logger.error('the transparency log did not advance', { message: (error as Error).message });
      });
      if (isStopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    turn,
    start() {
      running ??= run();
    },
    async stop() {
      isStopped = true;
      wake();
      await running;
    },
  };
}
