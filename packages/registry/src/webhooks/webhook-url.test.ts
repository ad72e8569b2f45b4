import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readWebhookUrl } from './webhook-url.ts';

describe('the address of a receiver', () => {
  for (const [text, url] of [
    ['https://shop.example', 'https://shop.example/'],
    ['https://Shop.example:443/hooks?key=1', 'https://shop.example/hooks?key=1'],
    ['https://shop.example:8443/a/../b', 'https://shop.example:8443/b'],
    ['https://8.8.8.8/x', 'https://8.8.8.8/x'],
  ] as const) {
    test(`${text} is asked as ${url}`, () => {
      assert.equal(readWebhookUrl(text, false).url, url);
    });
  }

  for (const [text, fault] of [
    ['http://shop.example/x', /https/],
    ['https://user:word@shop.example/x', /user name/],
    ['https://shop.example/x#y', /fragment/],
    ['https://127.0.0.1/x', /internet can reach/],
    ['https://10.1.2.3/x', /internet can reach/],
    ['https://[::ffff:10.1.2.3]/x', /internet can reach/],
    ['https://0x7f.1/x', /internet can reach/],
    ['https://localhost/x', /internet can reach/],
    ['https://intranet/x', /internet can reach/],
    ['https://shop.example:25/x', /port/],
    ['https://shop.example\\@10.0.0.1/x', /backslashes/],
    ['ftp://shop.example/x', /scheme/],
  ] as const) {
    test(`${text} is refused`, () => {
      assert.match(readWebhookUrl(text, false).fault ?? '', fault);
    });
  }

  test('is on this machine in a sandbox alone, with http too', () => {
    assert.equal(readWebhookUrl('http://127.0.0.1:9000/x', true).url, 'http://127.0.0.1:9000/x');
    assert.match(readWebhookUrl('http://10.1.2.3/x', true).fault ?? '', /https/);
  });
});
