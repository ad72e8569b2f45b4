import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { answer, standIn } from '../../../test/stand-in.ts';
import { postOverHttp } from './post-over-http.ts';

const posted = (signal = AbortSignal.timeout(10_000)) => ({
  method: 'POST' as const,
  headers: { authorization: 'Bearer sk_1', 'content-type': 'application/json' },
  body: '{"name":"核桃"}',
  signal,
});

describe('a report that is posted', () => {
  it('arrives whole with its headers, and comes back with status, headers and text', async () => {
    await using server = await standIn((_, response) =>
      answer(response, '{"title":"桃"}', 429, { 'retry-after': '7' }),
    );
    const response = await postOverHttp(`${server.url}/sales`, posted());
    const [request] = server.requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request.url, '/sales');
    assert.equal(request.body, posted().body);
    assert.equal(request.headers.authorization, 'Bearer sk_1');
    assert.equal(request.headers['content-length'], String(Buffer.byteLength(posted().body)));
    assert.equal(response.ok, false);
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('Retry-After'), '7');
    assert.equal(await response.text(), '{"title":"桃"}');
  });

  it('may be answered in gzip', async () => {
    await using server = await standIn((request, response) => {
      assert.equal(request.headers['accept-encoding'], 'gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"outcomes":[]}'));
    });
    const response = await postOverHttp(server.url, posted());
    assert.equal(response.ok, true);
    assert.equal(await response.text(), '{"outcomes":[]}');
  });

  it('follows to where the registry has moved', async () => {
    await using server = await standIn((request, response) => {
      if (request.url === '/new') answer(response, request.body);
      else response.writeHead(308, { location: '/new' }).end();
    });
    const response = await postOverHttp(`${server.url}/old`, posted());
    assert.equal(await response.text(), posted().body);
  });

  it('fails where nobody listens, where the answer breaks off, and when it is aborted', async () => {
    await using server = await standIn((request, response) => {
      if (request.url === '/broken') response.writeHead(200).write('{', () => response.destroy());
    });
    await assert.rejects(postOverHttp('http://127.0.0.1:9', posted()), { code: 'ECONNREFUSED' });
    await assert.rejects(postOverHttp(`${server.url}/broken`, posted()), { code: 'ECONNRESET' });
    const aborting = new AbortController();
    const aborted = postOverHttp(`${server.url}/never`, posted(aborting.signal));
    aborting.abort();
    await assert.rejects(aborted, { name: 'AbortError' });
  });
});
