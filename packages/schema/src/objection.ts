import { Instant, line, paragraphs } from './scalar.ts';
import { ObjectionId } from './id.ts';
import { SchemeId } from './scheme-id.ts';
import * as z from 'zod/mini';

/** What somebody has against an application under public notice, and how to reach them. */
export const NewObjection = z.readonly(
  z.strictObject({
    reason: paragraphs(2000),
    /** Shown to the reviewers alone. */
    contact: z.strictObject({ name: line(60), phone: line(40) }),
  }),
);
export type NewObjection = z.infer<typeof NewObjection>;

/** That an objection was taken: what whoever filed it keeps. */
export const ObjectionReceipt = z.readonly(
  z.looseObject({ objectionId: ObjectionId, filedAt: Instant }),
);
export type ObjectionReceipt = z.infer<typeof ObjectionReceipt>;

/** An objection and its answer. */
export const Objection = z.readonly(
  z.looseObject({
    objectionId: ObjectionId,
    schemeId: SchemeId,
    reason: z.string(),
    filedAt: Instant,
    /** For reviewers only. */
    contact: z.optional(z.looseObject({ name: z.string(), phone: z.string() })),
    /** Null until it is answered. */
    answer: z.nullable(
      z.looseObject({ text: z.string(), upheld: z.boolean(), at: Instant, by: z.string() }),
    ),
  }),
);
export type Objection = z.infer<typeof Objection>;
