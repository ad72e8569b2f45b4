import { decodeBase64, encodeBase64, type Bytes } from './base64.ts';
import { expectForm } from './malformed.ts';
import { hashBytes } from './merkle-hash.ts';

/** What a log says of itself at a size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly treeSize: number;
  readonly root: Bytes;
}

/** The text of a checkpoint, which is signed as a note. */
export function formatCheckpoint({ origin, treeSize, root }: Checkpoint): string {
  return `${origin}\n${treeSize}\n${encodeBase64(root)}\n`;
}

/** Reads the text of a checkpoint, passing over extension lines; throws a MalformedLogData where it is none. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  expectForm(lines.pop() === '' && !lines.includes(''), 'expected lines that are not empty');
  const [origin = '', size = '', root = ''] = lines;
  const treeSize = Number(size);
  expectForm(
    origin && /^(?:0|[1-9]\d*)$/.test(size) && Number.isSafeInteger(treeSize),
    'expected an origin and a tree size',
  );
  const bytes = decodeBase64(root);
  expectForm(bytes.length === hashBytes, 'expected a root hash of 32 bytes');
  return { origin, treeSize, root: bytes };
}
