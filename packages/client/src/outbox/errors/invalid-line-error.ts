import type { Fault } from '@fupin/schema';
import { OutboxError } from './outbox-error.ts';

/** What was to be reported is no sale line; nothing was queued. Pointers lead into the line, or the list of lines. */
export class InvalidLineError extends OutboxError {
  declare readonly code: 'invalidLine';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(
      'invalidLine',
      `expected a sale line, received one in which ${faults.map(sentence).join('; ')}`,
    );
    this.faults = faults;
  }
}

const sentence = ({ pointer, detail }: Fault) => `${pointer || 'the whole'} ${detail}`;
