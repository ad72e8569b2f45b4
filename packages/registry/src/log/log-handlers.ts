import type { Connection } from '../database/database.ts';
import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readCheckpoint } from './checkpoint-store.ts';
import { proveLeaf } from './log-proof.ts';
import { findLeafIndex } from './tree-store.ts';

/** Handlers of the transparency log; its tiles are files, see logFileResponse. */
export const logHandlers = {
  async getLogCheckpoint({ connection }) {
    return (await existingCheckpoint(connection)).note;
  },

  async getLogKey({ connection }) {
    return `${(await existingCheckpoint(connection)).verifierKey}\n`;
  },

  async getLogLeaf({ connection, params: { leafHash } }) {
    const index = await findLeafIndex(connection, Buffer.from(leafHash, 'base64url'));
    const proof = index === undefined ? undefined : await proveLeaf(connection, index);
    if (proof) return proof;
    throw new ProblemError(
      'notFound',
      index === undefined
        ? 'The log has no leaf with this hash.'
        : `The leaf is in the log at ${index}, and will be in the next checkpoint.`,
    );
  },
} satisfies Partial<Handlers>;

async function existingCheckpoint(connection: Connection) {
  const checkpoint = await readCheckpoint(connection);
  if (checkpoint) return checkpoint;
  throw new ProblemError('notFound', 'This registry has not signed a checkpoint yet.');
}
