import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bodyLimitBytes, checkStorable, readJsonBody } from './read-body.ts';

const json = { 'content-type': 'application/json' };

function request(body: BodyInit | null, headers: Record<string, string> = json): Request {
  return new Request('https://registry.example/', { method: 'POST', body, headers });
}

function streamOf(...parts: readonly Uint8Array<ArrayBuffer>[]): RequestInit & { duplex: 'half' } {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  return { method: 'POST', headers: json, body, duplex: 'half' };
}

const padded = (size: number) => `"${'a'.repeat(size - 2)}"`;

describe('a body is read', () => {
  test('as JSON in UTF-8, plain or packed, whole or in parts cut anywhere', async () => {
    const bytes = new TextEncoder().encode('{"名":"花椒"}');
    const expected = { 名: '花椒' };
    assert.deepEqual((await readJsonBody(request(bytes))).value, expected);
    const packed = request(new Uint8Array(gzipSync(bytes)), {
      ...json,
      'content-encoding': 'gzip',
    });
    assert.deepEqual((await readJsonBody(packed)).value, expected);
    const parts = streamOf(bytes.slice(0, 4), bytes.slice(4));
    const inParts = new Request('https://registry.example/', parts);
    assert.deepEqual((await readJsonBody(inParts)).value, expected);
  });

  test('with any spelling of the media type', async () => {
    for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"']) {
      assert.equal((await readJsonBody(request('1', { 'content-type': type }))).value, 1);
    }
  });

  test('up to the limit and not a byte beyond, announced or not, packed or not', async () => {
    const largest = padded(bodyLimitBytes);
    const larger = padded(bodyLimitBytes + 1);
    const tooLarge = { code: 'payloadTooLarge' };
    assert.equal((await readJsonBody(request(largest))).text.length, bodyLimitBytes);
    await assert.rejects(readJsonBody(request(larger)), tooLarge);
    const announced = { ...json, 'content-length': String(bodyLimitBytes + 1) };
    await assert.rejects(readJsonBody(request('1', announced)), tooLarge);
    const understated = { ...json, 'content-length': '1' };
    await assert.rejects(readJsonBody(request(larger, understated)), tooLarge);
    const packing = { ...json, 'content-encoding': 'gzip' };
    const bomb = request(new Uint8Array(gzipSync('a'.repeat(50 * bodyLimitBytes))), packing);
    await assert.rejects(readJsonBody(bomb), tooLarge);
    const packed = request(new Uint8Array(gzipSync(largest)), packing);
    assert.equal((await readJsonBody(packed)).text.length, bodyLimitBytes);
  });
});

describe('a body is refused', () => {
  test('in another media type or content coding', async () => {
    const unsupported = { code: 'unsupportedMediaType' };
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=gb18030' },
      { 'content-type': 'application/jsonp' },
      { ...json, 'content-encoding': 'br' },
      { ...json, 'content-encoding': 'gzip, gzip' },
    ]) {
      await assert.rejects(readJsonBody(request('{}', headers)), unsupported);
    }
    const untyped = new Request('https://registry.example/', { method: 'POST' });
    await assert.rejects(readJsonBody(untyped), unsupported);
  });

  test('where it is empty, no UTF-8, no JSON or broken gzip', async () => {
    const invalid = { code: 'invalidInput' };
    const bodies = ['', ' \n', '{', new Uint8Array([0x22, 0xff, 0x22])];
    for (const body of bodies) await assert.rejects(readJsonBody(request(body)), invalid);
    const cut = gzipSync('{"a":1}').subarray(0, 15);
    const packing = { ...json, 'content-encoding': 'gzip' };
    await assert.rejects(readJsonBody(request(new Uint8Array(cut), packing)), invalid);
  });

  test('with a pointer where a text can’t be stored', async () => {
    const text = String.raw`{"a": [{"b": "x\u0000"}, "\uD800", "\ud83d\ude00", {"c\u0000": 1}]}`;
    const body = await readJsonBody(request(text));
    assert.throws(() => checkStorable(body), {
      code: 'invalidInput',
      issues: ['/a/0/b', '/a/1', '/a/3/c\0'].map((pointer) => ({
        in: 'body',
        pointer,
        detail: 'must not hold NUL or an unpaired surrogate',
      })),
    });
  });
});
