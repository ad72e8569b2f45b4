import { Hono } from 'hono';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientAddress } from './client-address.ts';

async function addressOf(
  peer: string | undefined,
  { forwarded, trustedProxies = 0 }: { forwarded?: string; trustedProxies?: number } = {},
): Promise<string> {
  const app = new Hono();
  app.get('/', (context) => context.text(clientAddress(context, trustedProxies)));
  const headers = { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) };
  const env = peer === undefined ? {} : { incoming: { socket: { remoteAddress: peer } } };
  return (await app.request('/', { headers }, env)).text();
}

describe('the address of a client', () => {
  it('is that of its socket, whatever it says of itself', async () => {
    assert.equal(await addressOf('203.0.113.7'), '203.0.113.7');
    assert.equal(await addressOf('203.0.113.7', { forwarded: '198.51.100.1' }), '203.0.113.7');
    assert.equal(await addressOf(undefined), '');
  });

  it('is what the outermost trusted proxy has seen', async () => {
    const forwarded = '192.0.2.66, 198.51.100.1, 10.0.0.2';
    assert.equal(await addressOf('10.0.0.1', { forwarded, trustedProxies: 1 }), '10.0.0.2');
    assert.equal(await addressOf('10.0.0.1', { forwarded, trustedProxies: 2 }), '198.51.100.1');
    assert.equal(await addressOf('10.0.0.1', { forwarded, trustedProxies: 9 }), '10.0.0.1');
    assert.equal(
      await addressOf('10.0.0.1', { forwarded: 'unknown', trustedProxies: 1 }),
      '10.0.0.1',
    );
  });

  it('is the network of 64 bits in IPv6, and IPv4 where that is only written as IPv6', async () => {
    assert.equal(await addressOf('2001:db8:0:1:aaaa::1'), '2001:db8:0:1::/64');
    assert.equal(await addressOf('2001:0DB8::1'), '2001:db8:0:0::/64');
    assert.equal(await addressOf('::1'), '0:0:0:0::/64');
    assert.equal(await addressOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
    assert.equal(await addressOf('::ffff:203.0.113.7'), '203.0.113.7');
  });
});
