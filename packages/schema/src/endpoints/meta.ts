import type { Endpoint } from '../endpoint.ts';
import { jsonDocument } from './query.ts';

/** The interface itself. */
export const metaEndpoints = {
  getOpenApiDocument: {
    summary: 'Get this interface as an OpenAPI 3.1 document',
    access: ['public'],
    response: jsonDocument,
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;
