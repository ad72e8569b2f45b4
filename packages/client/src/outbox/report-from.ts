import { InvalidLineError } from './errors/invalid-line-error.ts';
import type { Outbox } from './outbox.ts';
import type { SaleLine } from '@fupin/schema';

const linesAtOnce = 1000;

/**
 * Reports lines from a source of any size, a thousand at a time, and asks it for more only when those are durable; resolves
 * with how many they were.
 * @throws {InvalidLineError} when a thousand has one that is no sale line; those before are queued, and pointers count all lines
 */
export async function reportFrom(
  outbox: Pick<Outbox, 'reportAll'>,
  lines: Iterable<SaleLine> | AsyncIterable<SaleLine>,
): Promise<number> {
  let reported = 0;
  let part: SaleLine[] = [];
  const report = async () => {
    await outbox.reportAll(part).catch((error: unknown) => {
      throw error instanceof InvalidLineError ? behind(error, reported) : error;
    });
    reported += part.length;
    part = [];
  };
  for await (const line of lines) if (part.push(line) === linesAtOnce) await report();
  await report();
  return reported;
}

function behind({ faults }: InvalidLineError, lines: number): InvalidLineError {
  const pointerBehind = (pointer: string) =>
    pointer.replace(/^\/(\d+)/, (_, index: string) => `/${lines + Number(index)}`);
  return new InvalidLineError(
    faults.map((fault) => ({ ...fault, pointer: pointerBehind(fault.pointer) })),
  );
}
