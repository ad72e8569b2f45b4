import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillPlaceholders, includeParts } from './placeholders.js';

test('a value is escaped for text and for quoted attributes', () => {
  const html = fillPlaceholders('<b title="{{name}}">{{ name }}</b>', {
    name: `"><script>alert('1')</script>&`,
  });
  const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;';
  assert.equal(html, `<b title="${escaped}">${escaped}</b>`);
});

test('a value that looks like a placeholder or a replacement pattern stays as it is', () => {
  assert.equal(
    fillPlaceholders('{{a}}|{{b}}', { a: '{{b}}', b: "$& $1 $'" }),
    '{{b}}|$&amp; $1 $&#39;',
  );
});

test('a name without a value is an error that names it', () => {
  assert.throws(() => fillPlaceholders('{{outlett}}', { outlet: 'out_1' }), /\{\{outlett\}\}/);
  assert.throws(() => fillPlaceholders('{{constructor}}', {}), /\{\{constructor\}\}/);
});

test('parts are put in place, in order', async () => {
  const html = await includeParts(
    '<!--#include top --><main></main><!--#include cart-drawer -->',
    async (name) => `[${name}]`,
  );
  assert.equal(html, '[top]<main></main>[cart-drawer]');
});
