import { verifyBadge, createCache } from '@fupin/credential/verify';
import type { BadgeBundle } from '@fupin/schema';
import { serve } from '@hono/node-server';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { it, type TestContext } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import type { Database } from '../database/database.ts';
import { badgeIdOf } from '../outlets/listing-store.ts';
import { databaseKinds } from '../testing/databases.ts';
import { fillDirectory, sampleIds, sampleOrigin, testNow } from '../testing/sample-directory.ts';
import {
  readKeyRing,
  replaceKeyRing,
  withActiveKey,
  withNextKey,
  withRetiredKey,
} from './key-ring.ts';
import { readKeySet } from './key-set-token.ts';
import { liveKeys } from './live-keys.ts';
import { loadKeys, type KeyPlaces } from './load-keys.ts';

const publicUrl = 'https://registry.example';
const issuer = 'did:web:registry.example';
const badgeId = badgeIdOf(sampleIds.outlet, sampleIds.product('tea'));
const hourMs = 3_600_000;

/** A registry on a port of its own that reads its keys from files, and can be stopped and started again at the same port. */
class RegistryProcess {
  readonly #database: Database;
  readonly #places: KeyPlaces;
  readonly #clock: () => Date;
  #server: Server | undefined;
  #reload: () => Promise<void> = () => Promise.resolve();
  #port = 0;

  constructor(database: Database, places: KeyPlaces, clock: () => Date) {
    this.#database = database;
    this.#places = places;
    this.#clock = clock;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const load = async () => (await loadKeys(this.#places, this.#clock())).keys;
    const { source, reload } = liveKeys(await load(), load, {
      onChange: () => Promise.resolve(),
      onFailure: (error) => assert.fail(String(error)),
    });
    this.#reload = reload;
    const registry = createRegistry({
      database: this.#database,
      publicUrl,
      keys: source,
      clock: this.#clock,
    });
    const options = { fetch: registry.fetch, port: this.#port, hostname: '127.0.0.1' };
    this.#server = serve(options) as Server;
    if (!this.#server.listening) await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  reload(): Promise<void> {
    return this.#reload();
  }

  async stop(): Promise<void> {
    if (!this.#server) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
    this.#server = undefined;
  }
}

/** Readers that fetch and verify a badge over and over, as pages do, and count what became of it. */
class Readers {
  readonly outcomes = new Map<string, number>();
  readonly #stopped: Promise<unknown>;
  #stopping = false;
  #gate = Promise.resolve();
  #reading = 0;

  constructor(urls: () => readonly string[], rootKeyIds: readonly string[], clock: () => Date) {
    // Some pages stay open and remember, others are new each time.
    const caches = [createCache(), createCache(), undefined, undefined];
    this.#stopped = Promise.all(
      caches.map(async (cache, reader) => {
        for (let turn = reader; !this.#stopping; turn++) {
          await this.#gate;
          this.#reading++;
          const outcome = await readBadge(urls()[turn % urls().length]!, (bundle) =>
            verifyBadge(bundle, {
              issuer,
              origin: sampleOrigin,
              rootKeyIds,
              now: clock(),
              cache: cache ?? createCache(),
            }),
          );
          this.#reading--;
          this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
          if (outcome === 'network failure') await delay(2);
        }
      }),
    );
  }

  /** Resolves when so many more badges were found valid. */
  async seeValid(more: number): Promise<void> {
    const goal = (this.outcomes.get('valid') ?? 0) + more;
    while ((this.outcomes.get('valid') ?? 0) < goal) {
      for (const outcome of this.outcomes.keys()) assertGood(outcome);
      await delay(5);
    }
  }

  /** Lets hours pass while nobody reads: a request is not under way for hours. */
  async during(work: () => void): Promise<void> {
    let open = () => {};
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    while (this.#reading > 0) await delay(1);
    work();
    open();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#stopped;
  }
}

async function readBadge(
  url: string,
  verify: (bundle: never) => Promise<{ readonly state: string; readonly reason?: string }>,
): Promise<string> {
  let answer: BadgeBundle;
  try {
    const response = await fetch(`${url}/badges/bundle?badgeIds=${badgeId}`);
    if (!response.ok) return `status ${response.status}`;
    answer = (await response.json()) as BadgeBundle;
  } catch {
    return 'network failure';
  }
  const { badge, certificateId } = answer.badges[badgeId] ?? { badge: '', certificateId: '' };
  const bundle = { ...answer, badge, certificate: answer.certificates[certificateId] };
  const { state, reason } = await verify(bundle as never);
  return reason ? `${state}: ${reason}` : state;
}

function assertGood(outcome: string): void {
  assert.ok(outcome === 'valid' || outcome === 'network failure', outcome);
}

async function setUp(t: TestContext, database: Database) {
  const folder = await mkdtemp(join(tmpdir(), 'fupin-rotation-'));
  await fillDirectory(database);
  let now = testNow;
  const clock = () => now;
  const places: KeyPlaces = {
    publicUrl,
    keyRingFile: join(folder, 'key-ring.json'),
    keySetFile: join(folder, 'key-set.jwt'),
    rootKeyFile: join(folder, 'root-key.json'),
  };
  const { keys } = await loadKeys(places, now);
  const { rootKeyId } = await readKeySet(keys.signedKeySet!, 'the key set');
  const processes = [1, 2].map(() => new RegistryProcess(database, places, clock));
  for (const process of processes) await process.start();
  const readers = new Readers(() => processes.map(({ url }) => url), [rootKeyId], clock);
  t.after(async () => {
    await readers.stop();
    for (const process of processes) await process.stop();
    await rm(folder, { recursive: true });
  });
  return {
    readers,
    processes: processes as [RegistryProcess, RegistryProcess],
    ring: async () => (await readKeyRing(places.keyRingFile))!,
    places,
    clock,
    pass: (hours: number) =>
      readers.during(() => {
        now = new Date(now.getTime() + hours * hourMs);
      }),
  };
}

for (const kind of databaseKinds) {
  it(`shows a badge as valid while keys rotate and registries restart, on ${kind.name}`, async (t) => {
    const { readers, processes, ring, places, clock, pass } = await setUp(t, await kind.open(t));
    const [first, second] = processes;
    const used: string[] = [];
    /** One registry learns of a change, and the other later. */
    const change = async (next: Awaited<ReturnType<typeof ring>>) => {
      await replaceKeyRing(places.keyRingFile, next);
      await first.reload();
      await readers.seeValid(12);
      await second.reload();
      await readers.seeValid(12);
    };
    for (const restarted of [first, second]) {
      const before = (await ring()).keys.at(-1)!.key.kid;
      await change(await withNextKey(await ring(), clock()));
      const next = (await ring()).keys.at(-1)!.key.kid;
      await pass(24);
      await change(withActiveKey(await ring(), next, clock()));
      await restarted.stop();
      await delay(20);
      await restarted.start();
      await readers.seeValid(12);
      await pass(25);
      await change(withRetiredKey(await ring(), before, clock()));
      used.push(before, next);
    }
    await readers.stop();
    for (const outcome of readers.outcomes.keys()) assertGood(outcome);
    assert.ok((readers.outcomes.get('network failure') ?? 0) > 0, 'the restarts were noticed');
    assert.equal(new Set(used).size, 3);
  });

  it(`tells readers that a key is retired, so that what it signs later counts for nothing, on ${kind.name}`, async (t) => {
    const { readers, processes, ring, places, clock, pass } = await setUp(t, await kind.open(t));
    await readers.stop();
    const [stolen, honest] = processes;
    const next = await withNextKey(await ring(), clock());
    await replaceKeyRing(places.keyRingFile, next);
    const kid = next.keys[1]!.key.kid;
    await pass(1);
    // Somebody who has the old key goes on signing with it, and its own key set is from before.
    const active = withActiveKey(next, kid, clock());
    await replaceKeyRing(
      places.keyRingFile,
      withRetiredKey(active, next.keys[0]!.key.kid, clock()),
    );
    await honest.reload();
    const { rootKeyId } = await readKeySet(
      await (await fetch(`${honest.url}/.well-known/jwks.jwt`)).text(),
      'the key set',
    );
    const cache = createCache();
    const see = ({ url }: RegistryProcess) =>
      readBadge(url, (bundle) =>
        verifyBadge(bundle, {
          issuer,
          origin: sampleOrigin,
          rootKeyIds: [rootKeyId],
          now: clock(),
          cache,
        }),
      );
    assert.equal(await see(honest), 'valid');
    assert.equal(await see(stolen), 'unverifiable: keyRetired');
  });
}
