import type { Endpoint } from '../endpoint.ts';

/** The transparency log. */
export const logEndpoints = {} as const satisfies Record<string, Endpoint>;
