import { saleChainInput, saleLineContent, type CarriedRun, type SaleLine } from '@fupin/schema';
import { hash } from 'node:crypto';

/** Digest in the form of an epoch, from a device's name. */
export const epochOf = (device: string) => hash('sha256', device, 'base64url');

/** A device that numbers the lines of one terminal, as an outbox does. */
export class NumberingDevice {
  readonly epoch: string;
  readonly terminalId: string;
  #links: string[];

  constructor(device: string, terminalId = 'till-1') {
    this.epoch = epochOf(device);
    this.terminalId = terminalId;
    this.#links = [this.epoch];
  }

  /** The links of a chain after each of some lines. */
  static fold(previous: string, lines: readonly object[]): string[] {
    let link = previous;
    return lines.map((line) => {
      const input = saleChainInput(link, saleLineContent(line as SaleLine));
      return (link = hash('sha256', input, 'base64url'));
    });
  }

  /** Gives lines the next numbers, and returns them as a run. */
  number(lines: readonly object[]): CarriedRun {
    const first = this.#links.length;
    this.#links.push(...NumberingDevice.fold(this.#links.at(-1) ?? this.epoch, lines));
    return this.run(first, lines.length);
  }

  /** A run of lines that have their numbers. */
  run(first: number, count: number): CarriedRun {
    const { terminalId, epoch } = this;
    const [previous = '', head = ''] = [this.#links[first - 1], this.#links[first + count - 1]];
    return { terminalId, epoch, first, count, previous, head };
  }
}
