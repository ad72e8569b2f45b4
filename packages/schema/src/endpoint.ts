import type { KnownProblemCode } from './problem.ts';
import type * as z from 'zod/mini';

/** The roles of a secret key. */
export const roles = [
  'supplier',
  'operator',
  'certifier',
  'supervisor',
  'buyer',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Who may call an operation: `public` anybody, `session` the holder of a reporting session, else a secret key's role. */
export type Access = 'public' | 'session' | Role;

/** An operation in full: who may call it, what it takes, what it answers and which problems it may answer with. */
export interface Endpoint {
  readonly summary: string;
  readonly access: readonly Access[];
  /** Whether a call with a key is refused, for it is a person's own and no program's. */
  readonly keyless?: boolean;
  /** Parameters of the path. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** Media types of a body that is one file as it stands, in place of a JSON body. */
  readonly bodyMediaTypes?: readonly string[];
  /** What the registry checks of the body before the operation judges its parts; the body itself where absent. */
  readonly envelope?: z.ZodMiniType;
  readonly response: z.ZodMiniType;
  /** Whether the answer is a file, of the media type that its Content-Type says. */
  readonly answersFile?: true;
  /** Whether that file is made while it is sent, however large it is; it has no entity tag. */
  readonly isStreamed?: true;
  /** Media type of the answer; `application/json` where absent. */
  readonly mediaType?: string;
  /** Status of success; 200 where absent. */
  readonly status?: 200 | 201;
  /** Whether a POST changes nothing, and so needs no transaction. */
  readonly isSafe?: true;
  /** Whether a POST may be sent again as it is: what it brings is known by its own identity. */
  readonly isRepeatable?: true;
  /** Whether a POST creates something and so honours `Idempotency-Key`. */
  readonly idempotent?: true;
  /** Problems beside those which the registry may answer to any call. */
  readonly problems: readonly KnownProblemCode[];
}
