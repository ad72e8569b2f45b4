import { encodeLogEntry, type LogEntry } from '@fupin/schema';
import type { Connection, Database } from '../database/database.ts';
import { certificateEntries } from './certificate-entries.ts';
import { leafHashOf } from './log-hash.ts';
import type { LogIntent } from './log-intent.ts';
import type { LogLeafRow } from './log-tables.ts';
import { takePending } from './pending-store.ts';
import { placeBatch } from '../sales/batch-order.ts';
import { saleEntries } from './sale-entries.ts';
import { lockTree, storeTree } from './tree-store.ts';
import { writeSaleEntry } from './write-sale-entry.ts';

// Others wait for the database no longer than a moment.
const leavesAtOnce = 8000;

/** Digests of the payloads of certificates' credentials, by certificate id; those that are not there are left out. */
export type CertificateDigests = (
  connection: Connection,
  certificateIds: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** What an integrator needs beside the database. */
export interface IntegratorParts {
  readonly certificateDigests: CertificateDigests;
  readonly now: Date;
}

/**
 * Makes leaves of all that is to be logged; returns how many. Of several integrators one works and the others find nothing to
 * do. What was integrated is in the tree, and off the list, when a transaction ends; one that fails leaves everything as it was.
 */
export async function integrate(database: Database, parts: IntegratorParts): Promise<number> {
  let leaves = 0;
  for (;;) {
    const grown = await database.transaction((connection) => integrateSome(connection, parts));
    if (grown === undefined) return leaves;
    leaves += grown;
  }
}

/** Undefined where there was nothing to do. */
async function integrateSome(
  connection: Connection,
  parts: IntegratorParts,
): Promise<number | undefined> {
  const tree = await lockTree(connection);
  if (!tree) return undefined;
  const intents = await takePending(connection, leavesAtOnce);
  if (intents.length === 0) return undefined;
  const certificates = await certificateEntries(connection, intents, parts);
  const sales = await saleEntries(connection, intents);
  const start = tree.treeSize;
  const leaves: LogLeafRow[] = [];
  for (const intent of intents) {
    if (intent.type === 'sales') {
      await placeBatch(connection, intent, tree.treeSize);
      for (const entry of sales.of(intent)) tree.write(writeSaleEntry, entry);
      continue;
    }
    for (const entry of entriesOf(intent, certificates)) {
      const leafIndex = tree.treeSize;
      const text = encodeLogEntry(entry);
      tree.append(text);
      if (entry.type === 'certificate') certificates.logged(entry, leafIndex);
      leaves.push({ leafHash: leafHashOf(Buffer.from(text)), leafIndex });
    }
  }
  const grown = tree.treeSize - start;
  if (grown > 0) await storeTree(connection, tree, leaves);
  await certificates.store();
  await sales.store();
  return grown;
}

function entriesOf(
  intent: Exclude<LogIntent, { type: 'sales' }>,
  certificates: Awaited<ReturnType<typeof certificateEntries>>,
): readonly LogEntry[] {
  return intent.type === 'certificate' ? certificates.of(intent) : [{ ...intent }];
}
