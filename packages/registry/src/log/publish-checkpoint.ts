import { consistencyRanges, type NoteSignature } from '@fupin/credential/log';
import type { Database } from '../database/database.ts';
import type { Logger } from '../http/logger.ts';
import {
  checkpointNote,
  checkpointText,
  readCheckpoint,
  readWitnessSize,
  storeCheckpoint,
  storeWitnessSize,
} from './checkpoint-store.ts';
import type { LogKey } from './log-key.ts';
import { rangeHashes } from './tree-hashes.ts';
import { findTile, readTree } from './tree-store.ts';
import { askWitness, type Submission, type Witness } from './witness.ts';

const timeoutMs = 3000;
const pauseMs = 30_000;

/** What publishes checkpoints. */
export interface PublisherParts {
  readonly database: Database;
  readonly logKey: LogKey;
  readonly witnesses: readonly Witness[];
  readonly fetch: typeof globalThis.fetch;
  readonly logger: Logger;
}

/**
 * Makes the publisher of a log: a function that signs the tree as it stands, has witnesses cosign it, and serves it. It does
 * nothing where the tree has not grown. A witness that fails is left out, and asked again after a pause.
 */
export function createPublisher(parts: PublisherParts): (now: Date) => Promise<void> {
  const { database, logKey, witnesses, logger } = parts;
  const askAgainAt = new Map<Witness, number>();

  return async (now) => {
    const tree = await readTree(database);
    const served = await readCheckpoint(database);
    const text = checkpointText(logKey.origin, tree);
    if (served && served.treeSize > tree.treeSize) return;
    const isServed =
      served?.treeSize === tree.treeSize &&
      served.verifierKey === logKey.verifierKey &&
      served.note.startsWith(text);
    if (isServed) return;
    const own = logKey.sign(text);
    const submission: Submission = {
      treeSize: tree.treeSize,
      note: checkpointNote(text, [own]),
      proofFrom: (oldSize) =>
        rangeHashes(
          { ...tree, readTile: (level, number) => findTile(database, level, number) },
          consistencyRanges(oldSize, tree.treeSize),
        ),
    };
    const willing = witnesses.filter((each) => (askAgainAt.get(each) ?? 0) <= now.getTime());
    const cosignatures = await Promise.all(
      willing.map(async (witness) => {
        try {
          return [await cosign(parts, witness, submission)];
        } catch (error) {
          askAgainAt.set(witness, now.getTime() + pauseMs);
          const { message } = error as Error;
          logger.error('a witness gave no cosignature', { witness: witness.url, message });
          return [];
        }
      }),
    );
    await storeCheckpoint(database, {
      ...tree,
      note: checkpointNote(text, [own, ...cosignatures.flat()]),
      verifierKey: logKey.verifierKey,
    });
  };
}

async function cosign(
  { database, fetch }: PublisherParts,
  witness: Witness,
  submission: Submission,
): Promise<NoteSignature> {
  const { verifierKey } = witness;
  const lastSize = await readWitnessSize(database, verifierKey);
  const signature = await askWitness(witness, submission, lastSize, { fetch, timeoutMs });
  await storeWitnessSize(database, verifierKey, submission.treeSize);
  return signature;
}
