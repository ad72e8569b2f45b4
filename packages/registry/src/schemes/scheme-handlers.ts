import type { Handlers } from '../http/handler.ts';
import { ProblemError } from '../http/problem-error.ts';
import { addScheme, findSchemes, listSchemes } from './scheme-store.ts';

/** Handlers of certification schemes. */
export const schemeHandlers = {
  async listSchemes({ connection }) {
    return { items: await listSchemes(connection), nextCursor: null };
  },

  async getScheme({ connection, params: { schemeId } }) {
    const scheme = (await findSchemes(connection, [schemeId])).get(schemeId);
    if (!scheme) throw new ProblemError('notFound', `There is no scheme ${schemeId}.`);
    return scheme;
  },

  async createScheme({ connection, body }) {
    if (await addScheme(connection, body)) return body;
    throw new ProblemError(
      'conflict',
      'There is a scheme with this id or number prefix. A scheme never changes: state a new one under another id.',
    );
  },
} satisfies Partial<Handlers>;
