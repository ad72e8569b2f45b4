import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopbackOrigin, readSiteOrigin } from './site-origin.ts';

const written = {
  'https://shop.example': 'https://shop.example',
  'HTTPS://Shop.EXAMPLE': 'https://shop.example',
  'https://shop.example/': 'https://shop.example',
  'https://shop.example:443': 'https://shop.example',
  'https://shop.example:8443/': 'https://shop.example:8443',
  'https://商城.中国': 'https://xn--czru2d.xn--fiqs8s',
  'https://xn--czru2d.xn--fiqs8s': 'https://xn--czru2d.xn--fiqs8s',
  'https://ｓｈｏｐ.example': 'https://shop.example',
  'https://m。shop.example': 'https://m.shop.example',
  'https://8.8.8.8': 'https://8.8.8.8',
  'https://0x08080808:444': 'https://8.8.8.8:444',
  'https://[2400:3200:0::1]': 'https://[2400:3200::1]',
};

const refused = [
  '',
  'shop.example',
  '//shop.example',
  'ftp://shop.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'null',
  'https:shop.example',
  'https:/shop.example',
  'https:///shop.example',
  'https:\\\\shop.example',
  'http://shop.example',
  'https://shop.example/goods',
  'https://shop.example//',
  'https://shop.example/.',
  'https://shop.example?',
  'https://shop.example/?a=1',
  'https://shop.example#',
  'https://user@shop.example',
  'https://user:secret@shop.example',
  'https://@shop.example',
  'https://:@shop.example',
  'https://*.shop.example',
  'https://shop.example ',
  ' https://shop.example',
  'https://shop.exa\tmple',
  'https://shop.example:',
  'https://shop.example:99999',
  'https://shop.example:0',
  'https://shop.example:22',
  'https://shop.example:25/',
  'https://8.8.8.8:6667',
  'https://shop',
  'https://shop.example.',
  'https://.example',
  'https://shop..example',
  'https://-shop.example',
  'https://10.0.0.1',
  'https://192.168.1.1:8443',
  'https://0x7f.1',
  'https://2130706433',
  'https://169.254.169.254',
  'https://[::1]',
  'https://[fe80::1]',
  'https://[::ffff:10.0.0.1]',
  'https://localhost',
  'https://shop.localhost',
  'http://127.0.0.1:5173',
];

const readInSandbox = {
  'http://127.0.0.1:5173': 'http://127.0.0.1:5173',
  'http://127.1:80': 'http://127.0.0.1',
  'http://localhost:5173/': 'http://localhost:5173',
  'http://[::1]:5173': 'http://[::1]:5173',
  'https://shop.example': 'https://shop.example',
};

for (const [text, origin] of Object.entries(written)) {
  test(`${text} is ${origin}`, () => {
    assert.deepEqual(readSiteOrigin(text, false), { origin });
  });
}

test('what is no public https origin is refused, and the reason says what it must be', () => {
  for (const text of refused) {
    const { origin, fault } = readSiteOrigin(text, false);
    assert.equal(origin, undefined, JSON.stringify(text));
    assert.match(fault ?? '', /^must /, text);
  }
});

test('a sandbox takes this machine’s own origins, and no other http', () => {
  for (const [text, origin] of Object.entries(readInSandbox)) {
    assert.deepEqual(readSiteOrigin(text, true), { origin });
  }
  for (const text of ['http://shop.example', 'http://10.0.0.1', 'http://[::ffff:127.0.0.1]']) {
    assert.ok(readSiteOrigin(text, true).fault, text);
  }
});

test('origins on this machine are told from others', () => {
  assert.equal(isLoopbackOrigin('http://127.0.0.1:8787'), true);
  assert.equal(isLoopbackOrigin('http://[::1]'), true);
  assert.equal(isLoopbackOrigin('https://registry.example'), false);
});
