import { MalformedLogData, parseEntryBundle, parseTilePath } from '@fupin/credential/log';
import { promisify } from 'node:util';
import { gzip as gzipWithCallback } from 'node:zlib';
import type { Connection } from '../database/database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { hashBytes } from './log-hash.ts';
import { findEntryBundle, findTile } from './tree-store.ts';

const gzip = promisify(gzipWithCallback);

/** A tile or bundle of entries of the log by its path, e.g. `tile/0/x001/234`. What is served under a path never changes. */
export async function logFileResponse(
  connection: Connection,
  path: string,
  request: Request,
): Promise<Response> {
  const file = await findFile(connection, path);
  if (!file) throw new ProblemError('notFound', 'The log has no such tile, or not so wide.');
  const headers = {
    'content-type': 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    vary: 'Accept-Encoding',
  };
  // Entries are text and shrink to a fifth; hashes don't shrink.
  const isText = path.startsWith('tile/entries/');
  if (!isText || !takesGzip(request)) return new Response(new Uint8Array(file), { headers });
  return new Response(new Uint8Array(await gzip(file)), {
    headers: { ...headers, 'content-encoding': 'gzip' },
  });
}

function takesGzip({ headers }: Request): boolean {
  return /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?(?:[\s,]|$))/.test(
    headers.get('accept-encoding') ?? '',
  );
}

async function findFile(connection: Connection, path: string): Promise<Uint8Array | undefined> {
  const tile = tileAt(path);
  if (!tile) return undefined;
  const { level, number, width } = tile;
  if (level === 'entries') {
    const bundle = await findEntryBundle(connection, number);
    return bundle && firstEntries(bundle, width);
  }
  const hashes = await findTile(connection, level, number);
  return hashes && hashes.length >= width * hashBytes
    ? hashes.subarray(0, width * hashBytes)
    : undefined;
}

function tileAt(path: string): ReturnType<typeof parseTilePath> | undefined {
  try {
    return parseTilePath(path);
  } catch (error) {
    if (error instanceof MalformedLogData) return undefined;
    throw error;
  }
}

// A tile that has grown since begins with what it was.
function firstEntries(bundle: Uint8Array, width: number): Uint8Array | undefined {
  const last = parseEntryBundle(bundle)[width - 1];
  return last && bundle.subarray(0, last.byteOffset - bundle.byteOffset + last.length);
}
