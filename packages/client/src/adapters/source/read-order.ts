import type * as z from 'zod/mini';
import { SourceLinesBuilder, type SourceLines } from './source-lines.ts';

/**
 * What `read` finds in an order that is as its source documents it. Of one that is not, each fault is an oddity; so is the
 * RangeError with which `read` gives up on an amount, and then no line is made at all.
 */
export function readOrder<Schema extends z.ZodMiniType>(
  schema: Schema,
  order: unknown,
  read: (order: z.infer<Schema>, found: SourceLinesBuilder) => void,
): SourceLines {
  const found = new SourceLinesBuilder();
  const parsed = schema.safeParse(order);
  if (!parsed.success) {
    found.noteFaults(parsed.error);
    return found;
  }
  try {
    read(parsed.data, found);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { lines: [], oddities: [{ code: 'unreadable', pointer: '', value: error.message }] };
  }
  return found;
}
