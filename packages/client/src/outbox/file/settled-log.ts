import { PositionRanges } from './position-ranges.ts';
import { openOrCreate } from './open-or-create.ts';
import { RecordFile } from './record-file.ts';

const compactionBytes = 256 * 1024;

/**
 * The acknowledgements log: which positions are settled. It is not made durable, for what a power cut takes from it is sent
 * again and answered as duplicate.
 */
export class SettledLog {
  readonly positions: PositionRanges;
  #file: RecordFile;

  private constructor(file: RecordFile, positions: PositionRanges) {
    this.#file = file;
    this.positions = positions;
  }

  static async open(path: string, outletId: string): Promise<SettledLog> {
    const positions = new PositionRanges();
    const file = await openOrCreate(path, outletId, false, ({ payload }) => {
      for (const [first, last] of JSON.parse(payload.toString()) as [number, number][]) {
        positions.add(first, last);
      }
    });
    return new SettledLog(file, positions);
  }

  async add(ranges: readonly [first: number, last: number][]): Promise<void> {
    for (const [first, last] of ranges) this.positions.add(first, last);
    // Settled in memory is settled enough, on a full disk too.
    await this.#file.append([JSON.stringify(ranges)], false).catch(() => undefined);
  }

  /** Forgets positions before one, whose segments are gone. */
  async dropBefore(position: number): Promise<void> {
    this.positions.dropBefore(position);
    if (this.#file.size < compactionBytes) return;
    const before = this.#file;
    const { ranges } = this.positions;
    const payloads = ranges.length > 0 ? [JSON.stringify(ranges)] : [];
    try {
      this.#file = await RecordFile.create(before.path, before.header, payloads);
    } catch {
      // A longer log does as well until there is room.
      return;
    }
    await before.close();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
