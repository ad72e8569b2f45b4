import {
  MalformedLogData,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyNote,
  type Checkpoint,
  type VerifierKey,
} from '@fupin/credential/log';
import { AuditFault } from './audit-fault.ts';
import { CheckedTree } from './checked-tree.ts';
import { compareRecords } from './compare-records.ts';
import { LoggedRecords } from './logged-records.ts';
import type { RegistryReader } from './registry-reader.ts';

const attempts = 4;
const pauseMs = 2000;

/** How far an audit has come. */
export interface AuditProgress {
  readonly phase: 'log' | 'records';
  readonly done: number;
  readonly total: number;
}

/** What to audit a registry against. */
export interface AuditOptions {
  readonly reader: RegistryReader;
  /** The log's verifier key; what the registry says it is where absent. */
  readonly logKey?: string | undefined;
  /** A checkpoint that was seen earlier. */
  readonly from?: string | undefined;
  readonly clock?: () => Date;
  readonly onProgress?: (progress: AuditProgress) => void;
  /** How long to wait for what was changed just now to be logged; 2 seconds where absent. */
  readonly pauseMs?: number;
}

/** What an audit found to be right. */
export interface AuditResult {
  readonly treeSize: number;
  /** The size of the earlier checkpoint, which the log begins with. */
  readonly fromSize: number | undefined;
  readonly logKey: string;
  /** The checkpoint, to be kept for the next audit. */
  readonly checkpoint: string;
  /** How many entries there are of each type. */
  readonly counts: ReadonlyMap<string, number>;
  readonly certificates: number;
}

/**
 * Audits a registry from outside: rebuilds its log from the entries, compares every tile with it, the root with the signed
 * checkpoint and with an earlier one, and what the registry serves with what the log says. Throws an AuditFault that names the
 * first place where something is wrong, an AuditNetworkError where something can't be fetched.
 */
export async function auditRegistry(options: AuditOptions): Promise<AuditResult> {
  const { reader, clock = () => new Date(), onProgress } = options;
  const logKey = options.logKey ?? (await reader.text('/log/key')).trimEnd();
  const key = await asFault('verifier key', parseVerifierKey(logKey));
  const from =
    options.from === undefined ? undefined : await read(options.from, key, 'earlier checkpoint');
  const records = new LoggedRecords();
  let total = 0;
  const tree = new CheckedTree({
    readFile: (path) => reader.bytes(`/log/${path}`),
    onEntry(entry, index) {
      records.take(entry, index);
      onProgress?.({ phase: 'log', done: index + 1, total });
    },
    sizes: from ? [from.treeSize] : [],
  });
  let note = '';

  async function follow(): Promise<void> {
    note = await reader.text('/log/checkpoint');
    const checkpoint = await read(note, key, '/log/checkpoint');
    const { treeSize, root } = checkpoint;
    total = treeSize;
    if (treeSize < tree.treeSize) {
      throw new AuditFault(
        '/log/checkpoint',
        `has shrunk from ${tree.treeSize} to ${treeSize} leaves`,
      );
    }
    if (from && from.treeSize > treeSize) {
      throw new AuditFault(
        '/log/checkpoint',
        `has ${treeSize} leaves, fewer than the ${from.treeSize} of the earlier checkpoint`,
      );
    }
    await tree.extendTo(treeSize);
    if (Buffer.compare(tree.root, root) !== 0) {
      throw new AuditFault('/log/checkpoint', `its root is not that of the ${treeSize} entries`);
    }
    if (from && Buffer.compare(tree.rootAt(from.treeSize) ?? Buffer.of(), from.root) !== 0) {
      throw new AuditFault(
        'earlier checkpoint',
        `the first ${from.treeSize} entries are not what they were: the log was rewritten`,
      );
    }
  }

  await follow();
  // What changed while the log was read is logged within seconds, so a difference counts once the log has caught up.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await compareRecords(reader, records, {
        now: clock(),
        onCertificate: (done) =>
          onProgress?.({ phase: 'records', done, total: records.certificates.size }),
      });
      break;
    } catch (error) {
      if (!(error instanceof AuditFault) || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, options.pauseMs ?? pauseMs));
      await follow();
    }
  }
  return {
    treeSize: tree.treeSize,
    fromSize: from?.treeSize,
    logKey,
    checkpoint: note,
    counts: records.counts,
    certificates: records.certificates.size,
  };
}

/** A checkpoint that the log's key has signed. */
async function read(note: string, key: VerifierKey, place: string): Promise<Checkpoint> {
  const checkpoint = await asFault(
    place,
    (async () => {
      const parsed = parseNote(note);
      const signatures = await verifyNote(parsed, [key]);
      return { ...parseCheckpoint(parsed.text), isSigned: signatures.length > 0 };
    })(),
  );
  if (checkpoint.isSigned && checkpoint.origin === key.name) return checkpoint;
  throw new AuditFault(place, `is not signed by the log key of ${key.name}`);
}

async function asFault<Result>(place: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof MalformedLogData) throw new AuditFault(place, error.message);
    throw error;
  }
}
