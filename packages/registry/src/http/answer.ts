import type { Endpoint } from '@fupin/schema';
import { WrittenJson } from './written-json.ts';

/** An answer before it becomes a Response: nothing of it is read twice, and its headers can still be set. */
export interface Answer {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

/** What a handler returned, as the endpoint's answer. */
export async function answerOf(endpoint: Endpoint, returned: unknown): Promise<Answer> {
  if (returned instanceof Response) {
    const { status, headers } = returned;
    const body = endpoint.answersFile
      ? new Uint8Array(await returned.arrayBuffer())
      : await returned.text();
    return { status, headers: new Headers(headers), body };
  }
  return {
    status: endpoint.status ?? 200,
    body: bodyOf(returned),
    headers: new Headers({ 'content-type': endpoint.mediaType ?? 'application/json' }),
  };
}

function bodyOf(returned: unknown): Answer['body'] {
  if (returned instanceof WrittenJson) return returned.bytes;
  return typeof returned === 'string' ? returned : JSON.stringify(returned);
}

/** The response that carries an answer. */
export function toResponse({ status, body, headers }: Answer): Response {
  return new Response(body === '' ? null : body, { status, headers });
}
