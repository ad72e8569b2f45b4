import type { Marks } from './marks.ts';
import type { Books } from './sale.ts';
import type { SenderEvent } from './sender-process.ts';

/** What a seller knows of its sales. */
export interface Evidence {
  readonly outletId: string;
  readonly books: Books;
  /** Marks of the lines whose report resolved. */
  readonly promised: Marks;
  /** Marks of the lines that the SDK gave back as not taken by the registry. */
  readonly refused: Marks;
}

/** Adds what a sender tells to what its seller knows. */
export function noteEvent({ promised, refused }: Evidence, event: SenderEvent): void {
  if (event.event === 'promised') {
    for (const [first, last] of event.promised) {
      for (let mark = first; mark <= last; mark += 1) promised.add(mark);
    }
  }
  if (event.event === 'flushed') for (const mark of event.refused) refused.add(mark);
}
