import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEntryBundle } from './entry-bundle.ts';
import { MalformedLogData } from './malformed.ts';
import { parseTilePath, tilePath, tileWidthIn, type Tile } from './tile.ts';

describe('the path of a tile', () => {
  const paths: Readonly<Record<string, Tile>> = {
    'tile/0/000': { level: 0, number: 0, width: 256 },
    'tile/0/000.p/255': { level: 0, number: 0, width: 255 },
    'tile/1/999': { level: 1, number: 999, width: 256 },
    'tile/2/x001/000': { level: 2, number: 1000, width: 256 },
    'tile/63/x001/x234/067.p/8': { level: 63, number: 1_234_067, width: 8 },
    'tile/entries/x123/456': { level: 'entries', number: 123_456, width: 256 },
  };
  for (const [path, tile] of Object.entries(paths)) {
    it(`is ${path}`, () => {
      assert.equal(tilePath(tile), path);
      assert.deepEqual(parseTilePath(path), tile);
    });
  }

  for (const path of [
    'tile/00/000',
    'tile/64/000',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    'tile/data/000',
    'tile/entries/x999/x999/x999/x999/x999/999',
    '/tile/0/000',
    'tile/0/000\n',
  ]) {
    it(`is never ${JSON.stringify(path)}`, () => {
      assert.throws(() => parseTilePath(path), MalformedLogData);
    });
  }
});

describe('the width of a tile', () => {
  it('is as in the example of tlog-tiles', () => {
    const width = (level: number, number: number) => tileWidthIn(70_000, level, number);
    assert.deepEqual([width(0, 272), width(0, 273), width(0, 274)], [256, 112, 0]);
    assert.deepEqual([width(1, 0), width(1, 1), width(1, 2)], [256, 17, 0]);
    assert.deepEqual([width(2, 0), width(3, 0)], [1, 0]);
    assert.deepEqual([tileWidthIn(256, 0, 0), tileWidthIn(256, 1, 0)], [256, 1]);
  });
});

describe('a bundle', () => {
  it('holds its entries, empty ones too', () => {
    const long = new Uint8Array(300).fill(7);
    const bundle = Uint8Array.of(0, 2, 8, 9, 0, 0, 1, 44, ...long);
    assert.deepEqual(parseEntryBundle(bundle), [Uint8Array.of(8, 9), Uint8Array.of(), long]);
    assert.deepEqual(parseEntryBundle(Uint8Array.of()), []);
  });

  for (const bundle of [[0], [0, 1], [0, 0, 0], [1, 0, 5]]) {
    it(`is never ${bundle.join(' ')}`, () => {
      assert.throws(() => parseEntryBundle(Uint8Array.from(bundle)), MalformedLogData);
    });
  }
});
