/**
 * Runs the log vectors of others against ours: `--from PATH` names a checkout of transparency-dev/tessera, whose test log is
 * audited at each of its checkpoints, or of C2SP/C2SP, whose examples are read. Ends with 0 where all holds.
 */
import {
  consistencyRanges,
  decodeBase64,
  inclusionRanges,
  MalformedLogData,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  parseVerifierKey,
  peakRanges,
  tilePath,
  tileWidthIn,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
  type Checkpoint,
  type LeafRange,
} from '@fupin/credential/log';
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CheckedTree } from '../../packages/registry/src/audit/checked-tree.ts';
import { leafHashOf } from '../../packages/registry/src/log/log-hash.ts';
import { rangeHashes } from '../../packages/registry/src/log/tree-hashes.ts';
import { fail } from '../command.ts';

const { values } = parseArgs({ options: { from: { type: 'string' } }, strict: true });
const { from } = values;
let checks = 0;

if (from && existsSync(path.join(from, 'testdata/build_log.sh'))) {
  await checkTesseraLog(path.join(from, 'testdata'));
  checkTesseraPaths(path.join(from, 'api/layout/paths_test.go'));
} else if (from && existsSync(path.join(from, 'signed-note.md'))) {
  await checkExamples(from);
} else {
  fail(
    '--from names no log vectors.',
    'Expected a checkout of transparency-dev/tessera or C2SP/C2SP.',
  );
}
console.log(`${checks} checks of the log vectors in ${from} hold.`);

async function checkTesseraLog(folder: string): Promise<void> {
  const script = readFileSync(path.join(folder, 'build_log.sh'), 'utf8');
  const key = await parseVerifierKey(/LOG_PUBLIC_KEY="(.+)"/.exec(script)?.[1] ?? '');
  const files = globSync('log/checkpoint*', { cwd: folder });
  assert.ok(files.length > 10, `${folder} has checkpoints`);
  const checkpoints: Checkpoint[] = [];
  for (const file of files) {
    const note = parseNote(readFileSync(path.join(folder, file), 'utf8'));
    assert.equal((await verifyNote(note, [key])).length, 1, `${file} is signed`);
    checkpoints.push(parseCheckpoint(note.text));
    checks += 1;
  }
  const readFile = (name: string) => Promise.resolve(readFileSync(path.join(folder, 'log', name)));
  checkpoints.sort((a, b) => a.treeSize - b.treeSize);
  for (const checkpoint of checkpoints) {
    const { treeSize, root, origin } = checkpoint;
    const entries: Uint8Array[] = [];
    const tree = new CheckedTree({ readFile, onEntry: (entry) => entries.push(entry) });
    await tree.extendTo(treeSize);
    assert.deepEqual(Buffer.from(tree.root), Buffer.from(root), `root of ${treeSize}`);
    assert.equal(origin, key.name);
    checks += 1;
    await checkProofs(checkpoint, checkpoints, entries);
  }

  async function checkProofs(
    { treeSize, root }: Checkpoint,
    older: readonly Checkpoint[],
    entries: readonly Uint8Array[],
  ): Promise<void> {
    const readTile = (level: number, number: number) =>
      readFile(tilePath({ level, number, width: tileWidthIn(treeSize, level, number) }));
    // Without the peaks, which another log does not give, they come from the tiles.
    const peaks = Buffer.concat(
      await rangeHashes({ treeSize: Infinity, peaks: Buffer.of(), readTile }, peakRanges(treeSize)),
    );
    const hashesOf = (ranges: readonly LeafRange[]) =>
      rangeHashes({ treeSize, peaks, readTile }, ranges);
    for (const [index, entry] of entries.entries()) {
      const hashes = await hashesOf(inclusionRanges(index, treeSize));
      const proof = { index, size: treeSize, leafHash: leafHashOf(entry), hashes, root };
      assert.ok(await verifyInclusion(proof), `${index} in ${treeSize}`);
      checks += 1;
    }
    for (const { treeSize: oldSize, root: oldRoot } of older) {
      if (oldSize > treeSize) continue;
      const hashes = await hashesOf(consistencyRanges(oldSize, treeSize));
      const proof = { oldSize, size: treeSize, oldRoot, root, hashes };
      assert.ok(await verifyConsistency(proof), `${oldSize} in ${treeSize}`);
      checks += 1;
    }
  }
}

function checkTesseraPaths(file: string): void {
  const source = readFileSync(file, 'utf8');
  const numberOf = (text: string, name: string) =>
    Number(new RegExp(`\\b${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0);
  for (const [block, wanted] of source.matchAll(/level:[^{}]+?wantPath: "(tile\/\d[^"]+)"/g)) {
    const width = numberOf(block, 'p') || 256;
    const tile = { level: numberOf(block, 'level'), number: numberOf(block, 'index'), width };
    assert.equal(tilePath(tile), wanted);
    checks += 1;
  }
  for (const [block, level, index] of source.matchAll(
    /pathLevel: "([^"]*)",\s+pathIndex: "([^"]*)",[^{}]+/g,
  )) {
    const text = `tile/${level}/${index}`;
    const number = numberOf(block, 'wantIndex');
    // Numbers that JavaScript can't hold exactly are refused: a log so large would have 2^61 entries.
    if (block.includes('wantErr') || !Number.isSafeInteger(number)) {
      assert.throws(() => parseTilePath(text), MalformedLogData, text);
    } else {
      const width = numberOf(block, 'wantP') || 256;
      assert.deepEqual(parseTilePath(text), { level: Number(level), number, width });
    }
    checks += 1;
  }
}

async function checkExamples(folder: string): Promise<void> {
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const blocks = (text: string) =>
    [...text.matchAll(/```\n([\s\S]*?)```/g)].map(([, block]) => block);
  const signedNote = read('signed-note.md');
  const [, vkey = ''] = /^ {4}(example\.com\/foo\+\S+)$/m.exec(signedNote) ?? [];
  const key = await parseVerifierKey(vkey);
  const example = blocks(signedNote).find((block) => block?.includes('— example.com/foo ')) ?? '';
  assert.equal((await verifyNote(parseNote(example), [key])).length, 1, 'the note of signed-note');
  checks += 1;
  for (const name of ['tlog-checkpoint.md', 'tlog-cosignature.md']) {
    const note = blocks(read(name)).find((block) => block?.includes('\n\n— example.com/')) ?? '';
    const checkpoint = parseCheckpoint(parseNote(note).text);
    assert.equal(checkpoint.origin, 'example.com/behind-the-sofa');
    assert.equal(checkpoint.treeSize, 20_852_163);
    assert.deepEqual(checkpoint.root, decodeBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='));
    checks += 1;
  }
  const tiles = read('tlog-tiles.md');
  const [, index = '', elements = ''] =
    /index (\d+) will be encoded as\s+`([^`]+)`/.exec(tiles) ?? [];
  const tile = { level: 0, number: Number(index), width: 256 };
  assert.equal(tilePath(tile), `tile/0/${elements}`);
  assert.deepEqual(parseTilePath(`tile/0/${elements}`), tile);
  const [, size, full, width, upper, top] =
    /size ([\d,]+) will be represented by (\d+) full level 0\s+tiles, one partial level 0 tile of width (\d+), one full level 1 tile, one partial\s+level 1 tile of width (\d+), and one partial level 2 tile of width (\d+)/.exec(
      tiles,
    ) ?? [];
  const treeSize = Number(size?.replace(',', ''));
  const widths = [
    tileWidthIn(treeSize, 0, Number(full) - 1),
    tileWidthIn(treeSize, 0, Number(full)),
    tileWidthIn(treeSize, 1, 1),
    tileWidthIn(treeSize, 2, 0),
  ];
  assert.deepEqual(widths, [256, Number(width), Number(upper), Number(top)]);
  checks += 3;
}
