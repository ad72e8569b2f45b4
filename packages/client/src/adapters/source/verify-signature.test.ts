import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { verifyShopifyWebhook } from '../shopify/shopify.ts';
import { verifyWooCommerceWebhook } from '../woocommerce/woocommerce.ts';

const secret = 'shop secret ü';
const body = '{"id":727,"name":"云栖绿茶"}';
const signature = createHmac('sha256', secret).update(body).digest('base64');

for (const verify of [verifyWooCommerceWebhook, verifyShopifyWebhook]) {
  test(`${verify.name} takes what the shop signed, as text or bytes, and nothing else`, async () => {
    assert.equal(await verify(body, signature, secret), true);
    assert.equal(await verify(new TextEncoder().encode(body), signature, secret), true);
    assert.equal(await verify(`${body} `, signature, secret), false);
    assert.equal(await verify(body, signature, 'another'), false);
    for (const wrong of [
      '',
      null,
      undefined,
      'no base64!',
      signature.slice(0, -2),
      `${signature}=`,
    ]) {
      assert.equal(await verify(body, wrong, secret), false, String(wrong));
    }
    const withoutSecret = createHmac('sha256', '').update(body).digest('base64');
    assert.equal(await verify(body, withoutSecret, ''), false);
  });
}
