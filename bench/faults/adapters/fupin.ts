import { createOutbox } from '@fupin/client/outbox';
import type { OpenSeat } from '../adapter.ts';

/** The outbox of `@fupin/client`. */
export const open: OpenSeat = async (options) => {
  const outbox = await createOutbox(options);
  return {
    report: (line) => outbox.report(line),
    flush: () => outbox.flush(),
    refused: async () => (await outbox.deadLetters()).map((letter) => letter.line),
    close: () => outbox.close(),
  };
};
