import {
  consistencyRanges,
  formatNote,
  parseNote,
  type NoteSignature,
} from '@fupin/credential/log';
import type { Database } from '../database/database.ts';
import type { Logger } from '../http/logger.ts';
import {
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

const pauseMs = 30_000;

/** What publishes checkpoints. */
export interface PublisherParts {
  readonly database: Database;
  readonly logKey: LogKey;
  readonly witnesses: readonly Witness[];
  readonly fetch: typeof globalThis.fetch;
  /** How long a witness may take. */
  readonly witnessTimeoutMs: number;
  readonly logger: Logger;
}

/**
 * Makes the publisher of a log: a function that signs the tree as it stands, has witnesses cosign it, and serves it. It does
 * nothing where the tree has not grown. A witness that fails is left out, and asked again after a pause.
 */
export function createPublisher(parts: PublisherParts): (now: Date) => Promise<void> {
  const { database, logKey, witnesses, logger } = parts;
  const askAgainAt = new Map<Witness, number>();

  async function cosignatures(submission: Submission, asked: readonly Witness[], now: Date) {
    const given = asked.map(async (witness) => {
      try {
        return [await cosign(parts, witness, submission)];
      } catch (error) {
        askAgainAt.set(witness, now.getTime() + pauseMs);
        const { message, cause } = error as Error;
        const details = { witness: witness.url, message, cause: String(cause ?? '') };
        logger.error('a witness gave no cosignature', details);
        return [];
      }
    });
    return (await Promise.all(given)).flat();
  }

  return async (now) => {
    const tree = await readTree(database);
    const served = await readCheckpoint(database);
    if (served && served.treeSize > tree.treeSize) return;
    const text = checkpointText(logKey.origin, tree);
    const isServed = served?.verifierKey === logKey.verifierKey && served.note.startsWith(text);
    const signatures = isServed ? parseNote(served.note).signatures : [logKey.sign(text)];
    const asked = witnesses.filter(
      (witness) =>
        !signatures.some((signature) => isBy(witness, signature)) &&
        (askAgainAt.get(witness) ?? 0) <= now.getTime(),
    );
    if (isServed && asked.length === 0) return;
    const submission: Submission = {
      treeSize: tree.treeSize,
      note: formatNote({ text, signatures }),
      proofFrom: (oldSize) =>
        rangeHashes(
          { ...tree, readTile: (level, number) => findTile(database, level, number) },
          consistencyRanges(oldSize, tree.treeSize),
        ),
    };
    const added = await cosignatures(submission, asked, now);
    if (isServed && added.length === 0) return;
    await storeCheckpoint(database, {
      ...tree,
      note: formatNote({ text, signatures: [...signatures, ...added] }),
      verifierKey: logKey.verifierKey,
    });
  };
}

function isBy({ verifierKey }: Witness, { name, id }: NoteSignature): boolean {
  return verifierKey.startsWith(`${name}+${id}+`);
}

async function cosign(
  { database, fetch, witnessTimeoutMs: timeoutMs }: PublisherParts,
  witness: Witness,
  submission: Submission,
): Promise<NoteSignature> {
  const { verifierKey } = witness;
  const lastSize = await readWitnessSize(database, verifierKey);
  const signature = await askWitness(witness, submission, lastSize, { fetch, timeoutMs });
  await storeWitnessSize(database, verifierKey, submission.treeSize);
  return signature;
}
