import { generateSigningKey } from '@fupin/credential';
import { inclusionRanges, parseTilePath, verifyInclusion } from '@fupin/credential/log';
import { createRegistry, fixedKey, openDatabase, type Database } from '@fupin/registry';
import { encodeLogEntry } from '@fupin/schema';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditRegistry } from '../packages/registry/src/audit/audit-registry.ts';
import { AuditFault } from '../packages/registry/src/audit/audit-fault.ts';
import { CheckedTree } from '../packages/registry/src/audit/checked-tree.ts';
import { createRegistryReader } from '../packages/registry/src/audit/registry-reader.ts';
import { readCheckpoint } from '../packages/registry/src/log/checkpoint-store.ts';
import { namedDigest } from '../packages/registry/src/log/named-digest.ts';
import { leafHashOf, rootOfPeaks, splitHashes } from '../packages/registry/src/log/log-hash.ts';
import { newLogKeyJwk, readLogKey } from '../packages/registry/src/log/log-key.ts';
import { createPublisher } from '../packages/registry/src/log/publish-checkpoint.ts';
import { rangeHashes } from '../packages/registry/src/log/tree-hashes.ts';
import {
  findEntryBundle,
  findTile,
  lockTree,
  storeTree,
} from '../packages/registry/src/log/tree-store.ts';
import { saleEntry } from './log/sale-entry.ts';
import { cpuMicroseconds, median, printFigure } from './support/measure.ts';

const leaves = 1_000_000;
const leavesAtOnce = 20_000;
const proofs = 3000;
const flips = 6;
const publicUrl = 'https://registry.example';

const folder = await mkdtemp(join(tmpdir(), 'fupin-bench-log-'));
const database = await openDatabase(join(folder, 'registry.db'));
const keys = fixedKey(await generateSigningKey());
const logKey = await readLogKey(JSON.stringify(newLogKeyJwk()), publicUrl, 'the bench');
try {
  printFigure('log-hash-us-leaf', await grow());
  const publish = createPublisher({
    database,
    logKey,
    witnesses: [],
    fetch,
    witnessTimeoutMs: 1000,
    logger: console,
  });
  await publish(new Date());
  printFigure('log-tiles-per-proof', await tilesPerProof());
  const { seconds, bytes } = await verify();
  printFigure('log-verify-s', seconds);
  printFigure('log-verify-bytes-leaf', bytes / leaves);
  printFigure('log-flips-found', await flipsFound());
} finally {
  await database.close();
  await rm(folder, { recursive: true });
}

/** Fills the log; microseconds of CPU for a leaf: its hash and its share of the hashes above it. */
async function grow(): Promise<number> {
  const costs: number[] = [];
  for (let start = 0; start < leaves; start += leavesAtOnce) {
    const entries = Array.from({ length: leavesAtOnce }, (_, place) => entryAt(start + place));
    await database.transaction(async (connection) => {
      const tree = await lockTree(connection);
      if (!tree) throw new Error('the tree is locked');
      const cost = await cpuMicroseconds(() => {
        for (const entry of entries) tree.append(entry);
        return undefined;
      });
      costs.push(cost / leavesAtOnce);
      await storeTree(connection, tree, []);
    });
  }
  return median(costs);
}

function entryAt(index: number): string {
  if (index > 0) return saleEntry(index - 1);
  const keySet = JSON.stringify({ keys: keys().published });
  const at = '2020-10-17T00:00:00.000Z';
  return encodeLogEntry({ type: 'keySet', digest: namedDigest(keySet), at });
}

/** The most tiles that a proof needs, over leaves anywhere and those at the bounds of tiles. Every proof is verified. */
async function tilesPerProof(): Promise<number> {
  const checkpoint = await readCheckpoint(database);
  if (!checkpoint) throw new Error('there is no checkpoint');
  const { treeSize, peaks } = checkpoint;
  const root = rootOfPeaks(splitHashes(peaks));
  const bounds = [0, 255, 256, 65_535, 65_536, 983_039, 983_040, treeSize - 257, treeSize - 1];
  const anywhere = Array.from({ length: proofs }, () => randomInt(treeSize));
  let most = 0;
  for (const index of [...bounds, ...anywhere]) {
    let reads = 0;
    const readTile = (level: number, number: number) => {
      reads += 1;
      return findTile(database, level, number);
    };
    const hashes = await rangeHashes(
      { treeSize, peaks, readTile },
      inclusionRanges(index, treeSize),
    );
    const leafHash = leafHashOf(Buffer.from(entryAt(index)));
    if (!(await verifyInclusion({ index, size: treeSize, leafHash, hashes, root }))) {
      throw new Error(`the proof of leaf ${index} does not hold`);
    }
    most = Math.max(most, reads);
  }
  return most;
}

/** A whole audit, through the registry's own routes. */
async function verify(): Promise<{ seconds: number; bytes: number }> {
  const app = createRegistry({ database, publicUrl, keys });
  const reader = createRegistryReader(publicUrl, ((address: string, init: RequestInit) =>
    Promise.resolve(app.request(address.slice(publicUrl.length), init))) as typeof fetch);
  const started = performance.now();
  const { treeSize } = await auditRegistry({ reader, logKey: logKey.verifierKey });
  if (treeSize !== leaves) throw new Error(`${treeSize} entries were audited, not ${leaves}`);
  return { seconds: (performance.now() - started) / 1000, bytes: reader.bytesRead };
}

/** Which share of bits, flipped one at a time anywhere in tiles and entries, an auditor finds. */
async function flipsFound(): Promise<number> {
  let found = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    const level = (['entries', 0, 'entries', 0, 1, 2] as const)[flip % 6] ?? 0;
    const tiles = level === 'entries' || level === 0 ? leaves / 256 : leaves / 256 ** (level + 1);
    const spoiled = { level, number: randomInt(Math.ceil(tiles)) };
    const tree = new CheckedTree({ readFile: spoiledReader(database, spoiled), onEntry() {} });
    const outcome = await tree.extendTo(leaves).catch((error: unknown) => error);
    if (outcome instanceof AuditFault) found += 1;
    else throw new Error(`a flipped bit in tile ${spoiled.number} of ${level} was not found`);
  }
  return found / flips;
}

function spoiledReader(
  from: Database,
  spoiled: { readonly level: number | 'entries'; readonly number: number },
) {
  return async (path: string): Promise<Uint8Array> => {
    const { level, number } = parseTilePath(path);
    const file =
      level === 'entries'
        ? await findEntryBundle(from, number)
        : await findTile(from, level, number);
    if (!file) throw new Error(`there is no ${path}`);
    if (level !== spoiled.level || number !== spoiled.number) return file;
    const bytes = Buffer.from(file);
    const at = randomInt(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << randomInt(8));
    return bytes;
  };
}
