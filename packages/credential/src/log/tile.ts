import { expectForm } from './malformed.ts';

/** Hashes in a full tile, and entries in a full bundle (C2SP tlog-tiles). */
export const tileWidth = 256;

/** A tile of hashes at a level from 0, or a bundle of entries. */
export interface Tile {
  readonly level: number | 'entries';
  /** Index of the tile within its level. */
  readonly number: number;
  /** How many of the 256 places it has; all where absent. */
  readonly width?: number;
}

/** The path of a tile under the log's prefix, e.g. `tile/0/x001/x234/067.p/5` (C2SP tlog-tiles). */
export function tilePath({ level, number, width = tileWidth }: Tile): string {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const elements = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group));
  return `tile/${level}/${elements.join('/')}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** Reads the path of a tile in the one spelling that tilePath writes; throws a MalformedLogData on any other. */
export function parseTilePath(path: string): Tile & { readonly width: number } {
  const [, level = '', elements = '', partial] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const tile = {
    level: level === 'entries' ? level : Number(level),
    number: Number(elements.replace(/[x/]/g, '')),
    width: partial === undefined ? tileWidth : Number(partial),
  } as const;
  const isInRange =
    (tile.level === 'entries' || tile.level <= 63) &&
    Number.isSafeInteger(tile.number) &&
    tile.width > 0;
  expectForm(level && isInRange && tilePath(tile) === path, 'expected tile/LEVEL/NUMBER[.p/WIDTH]');
  return tile;
}

/** How many hashes a tile has in a tree of a size; 0 where it has no such tile. */
export function tileWidthIn(treeSize: number, level: number, number: number): number {
  const hashes = Math.floor(treeSize / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - number * tileWidth));
}
