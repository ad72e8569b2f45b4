import type { Endpoint } from '../endpoint.ts';

/** Applications for certification, their evidence and the batches they are announced in. */
export const applicationsEndpoints = {} as const satisfies Record<string, Endpoint>;
