import { BatchId } from './id.ts';
import { openEnum } from './open-enum.ts';
import { Instant } from './scalar.ts';
import { SchemeId } from './scheme-id.ts';
import * as z from 'zod/mini';

/** Whether a batch is still being put together, has been announced, or was given up. */
export const batchStates = ['open', 'published', 'discarded'] as const;

/** A batch: products whose determination is announced together, which makes their certificates. */
export const Batch = z.readonly(
  z.looseObject({
    batchId: BatchId,
    schemeId: SchemeId,
    /** As it stands in certificates, e.g. `2020-07`. */
    name: z.string(),
    state: openEnum(batchStates),
    /** How many applications it holds, or held when it was given up, and once it is published, certificates. */
    count: z.int(),
    createdAt: Instant,
    publishedAt: z.nullable(Instant),
  }),
);
export type Batch = z.infer<typeof Batch>;
