import { readFile } from 'node:fs/promises';
import { ProblemError } from '../http/problem-error.ts';

const folder = new URL('../../illustrations/', import.meta.url);
const kept = new Map<string, string>();

/** One of the registry's own pictures by its file name; a picture is never changed under the same name. */
export async function illustrationResponse(name: string): Promise<Response> {
  return new Response(await illustration(name), {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'access-control-allow-origin': '*',
    },
  });
}

async function illustration(name: string): Promise<string> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (!/^[a-z0-9-]{1,80}\.svg$/.test(name)) throw notFound();
  try {
    const text = await readFile(new URL(name, folder), 'utf8');
    kept.set(name, text);
    return text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw notFound();
    throw error;
  }
}

function notFound(): ProblemError {
  return new ProblemError('notFound', 'There is no such illustration.');
}
