import type { Endpoint } from '../endpoint.ts';
import { LogProof } from '../log-entry.ts';
import * as z from 'zod/mini';

const leafHash = z
  .string()
  .check(z.regex(/^[\w-]{43}$/, 'must be a SHA-256 hash, 43 characters of base64url'));

/** The transparency log. Its tiles are files at `/log/tile/…`, as C2SP tlog-tiles names them. */
export const logEndpoints = {
  getLogCheckpoint: {
    summary:
      'Get the latest checkpoint of the transparency log, a signed note (C2SP tlog-checkpoint)',
    access: ['public'],
    response: z.string(),
    mediaType: 'text/plain; charset=utf-8',
    problems: ['notFound'],
  },
  getLogKey: {
    summary: 'Get the verifier key of the transparency log (C2SP signed-note)',
    access: ['public'],
    response: z.string(),
    mediaType: 'text/plain; charset=utf-8',
    problems: ['notFound'],
  },
  getLogLeaf: {
    summary:
      'Get an entry of the transparency log that is no sale by the hash of its leaf, with its inclusion proof',
    access: ['public'],
    params: z.object({
      /** Of the entry (RFC 6962, 2.1), base64url. */
      leafHash,
    }),
    response: LogProof,
    problems: ['invalidInput', 'notFound'],
  },
} as const satisfies Record<string, Endpoint>;
