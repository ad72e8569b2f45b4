import assert from 'node:assert/strict';
import type { RegistryUnderTest } from './registry-under-test.ts';

const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** A page as a browser gets it, in Chinese unless asked for otherwise; fails where it is none. */
export async function pageAt(
  { app }: RegistryUnderTest,
  path: string,
  { language = 'zh-CN', status = 200 }: { language?: string; status?: number } = {},
): Promise<string> {
  const headers = { accept: browser, 'accept-language': language };
  const response = await app.request(path, { headers });
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8', path);
  assert.equal(response.status, status, path);
  return response.text();
}

/** The answer to a form that was filled in. */
export async function submit(
  { app }: RegistryUnderTest,
  path: string,
  form: Readonly<Record<string, string>>,
  language = 'zh-CN',
): Promise<Response> {
  const headers = { accept: browser, 'accept-language': language };
  return app.request(path, { method: 'POST', body: new URLSearchParams(form), headers });
}

/** What a reader sees of a page: the text within its body, white space as browsers show it. */
export function textOf(page: string): string {
  const [, body = ''] = /<body>(.*)<\/body>/s.exec(page) ?? [];
  return body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}
