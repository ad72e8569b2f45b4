import type { Endpoint } from '../endpoint.ts';

/** Mark licences: who may show the mark, and on which origins. */
export const licencesEndpoints = {} as const satisfies Record<string, Endpoint>;
