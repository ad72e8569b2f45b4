import { generateSigningKey } from '@fupin/credential';
import {
  operationUrl,
  splitOperation,
  type OperationId,
  type Problem,
  type QueryValue,
} from '@fupin/schema';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createRegistry } from '../create-registry.ts';
import type { Database } from '../database/database.ts';
import type { RegistryApp } from '../http/registry-app.ts';
import { createKey, type NewKey } from '../keys/key-store.ts';
import { fixedKey, type KeySource } from '../signing/registry-keys.ts';
import type { DatabaseKind } from './databases.ts';
import { fakeSites, type FakeSites } from './fake-sites.ts';
import { fillDirectory, sampleIds, sampleOrigin, testNow } from './sample-directory.ts';

/** What of a call a test sets. */
export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The network address that it comes from. */
  readonly from?: string;
}

/** A registry over the sample directory, and what tests do with it. */
export interface RegistryUnderTest {
  readonly app: RegistryApp;
  readonly database: Database;
  /** What it signs with. */
  readonly keys: KeySource;
  /** What time it is for the registry. */
  now: Date;
  readonly failures: readonly string[];
  /** Where files of evidence are kept; made when the first one comes. */
  readonly evidenceDirectory: string;
  /** The merchants' sites that the registry looks at. */
  readonly sites: FakeSites;
  call(operationId: OperationId, options?: CallOptions): Promise<Response>;
  key(key: Partial<NewKey>): Promise<string>;
}

const keys = fixedKey(await generateSigningKey());

// A test calls as often as it likes in one instant.
const boundless = { calls: 1_000_000, perSeconds: 1 };

const evidenceRoot = join(tmpdir(), `fupin-evidence-${randomUUID()}`);
process.once('exit', () => {
  rmSync(evidenceRoot, { recursive: true, force: true });
});

/** A registry over a new database that holds the sample directory; it goes when the test ends. */
export async function startRegistry(
  t: TestContext,
  kind: DatabaseKind,
): Promise<RegistryUnderTest> {
  const database = await kind.open(t);
  await fillDirectory(database);
  return registryOver(database);
}

/** A registry over an open database. */
export function registryOver(database: Database): RegistryUnderTest {
  const evidenceDirectory = join(evidenceRoot, randomUUID());
  const failures: string[] = [];
  const sites = fakeSites();
  const app = createRegistry({
    database,
    keys,
    publicUrl: 'https://registry.example',
    evidenceDirectory,
    clock: () => registry.now,
    siteReader: sites,
    quotas: { sales: boundless, writes: boundless },
    logger: { error: (message, details) => failures.push(`${message} ${JSON.stringify(details)}`) },
  });
  const registry: RegistryUnderTest = {
    app,
    database,
    keys,
    now: testNow,
    failures,
    evidenceDirectory,
    sites,
    call: (operationId, { params, query, body, key, headers, from } = {}) =>
      Promise.resolve(
        app.request(
          operationUrl(operationId, params, query),
          {
            method: splitOperation(operationId).method,
            headers: {
              ...(key !== undefined && { authorization: `Bearer ${key}` }),
              ...(body !== undefined && { 'content-type': 'application/json' }),
              ...headers,
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          },
          { incoming: { socket: { remoteAddress: from } } },
        ),
      ),
    key: async (key) =>
      (await createKey(database, { kind: 'secret', label: 'test', ...key }, registry.now)).secret,
  };
  return registry;
}

/** Keys as they are made in practice. */
export const sampleKeys = {
  operator: { role: 'operator', operatorId: sampleIds.operator },
  otherOperator: { role: 'operator', operatorId: sampleIds.otherOperator },
  administrator: { role: 'administrator' },
  supervisor: { role: 'supervisor' },
  certifier: { role: 'certifier', divisionCode: '520000' },
  publishable: { kind: 'publishable', origins: [sampleOrigin] },
} as const satisfies Record<string, Partial<NewKey>>;

/** The problem that a response holds; fails where it holds none. */
export async function problemOf(response: Response): Promise<Problem> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const problem = (await response.json()) as Problem;
  assert.equal(problem.status, response.status);
  return problem;
}

/** The body of a response that succeeded; fails with its problem where it did not. */
export async function bodyOf<Body>(response: Response, status = 200): Promise<Body> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  return JSON.parse(text) as Body;
}
