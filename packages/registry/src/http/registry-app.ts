import type { Hono } from 'hono';

/** What the registry notes of a request while it answers it. */
export interface RegistryVariables {
  /** Identifier of the request, a UUID: in the answer's header `Request-Id`, in problems and in the log. */
  requestId: string;
}

/** The registry as a Hono app. */
export type RegistryApp = Hono<{ Variables: RegistryVariables }>;
