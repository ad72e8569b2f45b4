import { problemErrorOf } from './errors/problem-error.ts';
import type { Call } from './errors/registry-error.ts';
import { ResponseSchemaError } from './errors/response-schema-error.ts';

/**
 * The body of an answer, or of its text that was read already: parsed where its media type is JSON, else its text.
 * @throws {ProblemError} when the status is no success
 * @throws {ResponseSchemaError} when it says it is JSON and isn't, or is a web page, as proxies and wrong addresses answer
 */
export async function readAnswer(call: Call, response: Response, read?: string): Promise<unknown> {
  const mediaType = response.headers.get('content-type') ?? '';
  const isJson = mediaType.includes('json');
  const text = read ?? (await response.text());
  let body: unknown = text;
  let notJson: unknown;
  if (isJson) {
    try {
      body = JSON.parse(text);
    } catch (error) {
      notJson = error;
    }
  }
  if (!response.ok) throw problemErrorOf(call, response, body);
  if (notJson || mediaType.includes('html'))
    throw new ResponseSchemaError(call, [{ pointer: '', detail: 'must be JSON' }], notJson);
  return body;
}
