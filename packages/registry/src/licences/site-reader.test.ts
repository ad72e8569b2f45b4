import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { SiteError } from '../http/public-request.ts';
import { createSiteReader } from './site-reader.ts';

const loopback = { address: '127.0.0.1', family: 4 };

async function site(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const sandbox = createSiteReader({ isSandbox: true, lookup: () => Promise.resolve([loopback]) });

const refusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof SiteError);
  assert.match(error.message, pattern);
  return true;
};

test('reads status, text and address of a site, and sends no cookie', async (t) => {
  const asked: unknown[] = [];
  const port = await site(t, ({ url, headers }, response) => {
    asked.push([url, headers.host, headers.cookie, headers.authorization]);
    response.writeHead(203, { 'set-cookie': 'a=b' }).end('proof\n');
  });
  const url = new URL(`http://shop.example:${port}/.well-known/x.txt`);
  for (const _ of [1, 2]) {
    assert.deepEqual(await sandbox.fetch(url), {
      status: 203,
      location: null,
      text: 'proof\n',
      address: '127.0.0.1',
    });
  }
  const request = ['/.well-known/x.txt', `shop.example:${port}`, undefined, undefined];
  assert.deepEqual(asked, [request, request]);
});

test('follows no redirect', async (t) => {
  const paths: (string | undefined)[] = [];
  const port = await site(t, ({ url }, response) => {
    paths.push(url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const { status, location } = await sandbox.fetch(new URL(`http://127.0.0.1:${port}/x`));
  assert.deepEqual([status, location], [302, '/elsewhere']);
  assert.deepEqual(paths, ['/x']);
});

test('reads 4 kB of a body that never ends', async (t) => {
  let closed = false;
  const port = await site(t, (_, response) => {
    const more = () => {
      while (!closed && response.write('x'.repeat(1000)));
    };
    response.on('drain', more).on('close', () => (closed = true));
    more();
  });
  const { text, address } = await sandbox.fetch(new URL(`http://127.0.0.1:${port}/`));
  assert.equal(text, 'x'.repeat(4096));
  assert.equal(address, '127.0.0.1');
  while (!closed) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('gives up after 5 seconds, however slowly the body drips', { timeout: 20_000 }, async (t) => {
  const port = await site(t, (_, response) => {
    const drip = setInterval(() => response.write('x'), 200);
    response.on('close', () => {
      clearInterval(drip);
    });
  });
  const begun = performance.now();
  await assert.rejects(
    sandbox.fetch(new URL(`http://127.0.0.1:${port}/`)),
    refusal(/did not answer within 5 seconds/),
  );
  assert.ok(performance.now() - begun < 9000);
});

test('gives up where the name is not resolved in 5 seconds', { timeout: 20_000 }, async () => {
  const silent = createSiteReader({ isSandbox: false, lookup: () => new Promise(() => {}) });
  const alive = setInterval(() => {}, 1000);
  await assert.rejects(silent.fetch(new URL('https://shop.example/')), refusal(/5 seconds/));
  clearInterval(alive);
});

test('asks no host of which one address is not public, be it named or literal', async (t) => {
  let asked = 0;
  const port = await site(t, (_, response) => {
    asked += 1;
    response.end('secret');
  });
  const resolved = (...addresses: readonly string[]) =>
    createSiteReader({
      isSandbox: false,
      lookup: () =>
        Promise.resolve(
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
    });
  const forbidden = /not on the public internet/;
  const inside = ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1'];
  for (const address of [...inside, '64:ff9b::7f00:1', '0.0.0.0']) {
    const url = new URL(`http://shop.example:${port}/`);
    await assert.rejects(resolved(address).fetch(url), refusal(forbidden), address);
    await assert.rejects(resolved('8.8.8.8', address).fetch(url), refusal(forbidden), address);
  }
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '0']) {
    const url = new URL(`http://${host}:${port}/`);
    await assert.rejects(resolved('8.8.8.8').fetch(url), refusal(forbidden), host);
  }
  await assert.rejects(resolved().fetch(new URL('http://shop.example/')), refusal(/no address/));
  assert.equal(asked, 0);
});

test('a sandbox asks this machine, but nothing else inside', async () => {
  for (const host of ['10.0.0.1', '169.254.169.254', '[fd00::1]', '[::ffff:127.0.0.1]']) {
    await assert.rejects(
      sandbox.fetch(new URL(`http://${host}/`)),
      refusal(/not on the public internet/),
      host,
    );
  }
});

test('connects to the address that was checked, though the name leads elsewhere afterwards', async (t) => {
  const port = await site(t, (_, response) => response.end('checked'));
  let lookups = 0;
  const rebinding = createSiteReader({
    isSandbox: true,
    lookup: () => {
      lookups += 1;
      return Promise.resolve([lookups === 1 ? loopback : { address: '10.0.0.1', family: 4 }]);
    },
  });
  const { text } = await rebinding.fetch(new URL(`http://shop.example:${port}/`));
  assert.deepEqual([text, lookups], ['checked', 1]);
});

test('says in plain words why a site can’t be read', async (t) => {
  const port = await site(t, (_, response) => response.end());
  const reader = (code: string) =>
    createSiteReader({
      isSandbox: false,
      lookup: () => Promise.reject(Object.assign(new Error('no'), { code })),
    });
  const url = new URL('https://shop.example/');
  await assert.rejects(
    reader('ENOTFOUND').fetch(url),
    refusal(/^shop\.example is not known in DNS$/),
  );
  await assert.rejects(reader('EAI_AGAIN').fetch(url), refusal(/can't be read \(EAI_AGAIN\)$/));
  const closed = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => {
        resolve(free);
      });
    });
  });
  await assert.rejects(
    sandbox.fetch(new URL(`http://127.0.0.1:${closed}/`)),
    refusal(/refused the connection$/),
  );
  // Plain HTTP where TLS is expected.
  await assert.rejects(
    sandbox.fetch(new URL(`https://127.0.0.1:${port}/`)),
    refusal(/can't be read/),
  );
});

/** A DNS server that answers TXT questions (RFC 1035, 4) with strings, or with a response code. */
async function nameServer(
  t: TestContext,
  answers: Readonly<Record<string, readonly (readonly string[])[] | number>>,
): Promise<string> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { address, port }) => {
    const labels: string[] = [];
    let end = 12;
    for (let length = query[end] ?? 0; length > 0; length = query[end] ?? 0) {
      labels.push(query.toString('latin1', end + 1, end + 1 + length));
      end += length + 1;
    }
    const answer = answers[labels.join('.')] ?? 3;
    const records = typeof answer === 'number' ? [] : answer;
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180 | (typeof answer === 'number' ? answer : 0), 2);
    header.writeUInt16BE(records.length, 6);
    header.fill(0, 8);
    const resources = records.map((parts) => {
      const data = Buffer.concat(
        parts.map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)])),
      );
      const fixed = Buffer.from('c00c001000010000003c0000', 'hex');
      fixed.writeUInt16BE(data.length, 10);
      return Buffer.concat([fixed, data]);
    });
    socket.send(Buffer.concat([header, query.subarray(12, end + 5), ...resources]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  t.after(() => socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

test('reads TXT records in one piece each, and none where the name has none', async (t) => {
  const server = await nameServer(t, {
    '_fupin-licence.shop.example': [['fupin-', 'licence=1'], ['other']],
    '_fupin-licence.broken.example': 2,
  });
  const { resolveTxt } = createSiteReader({ isSandbox: false, nameServers: [server] });
  assert.deepEqual((await resolveTxt('_fupin-licence.shop.example')).toSorted(), [
    'fupin-licence=1',
    'other',
  ]);
  assert.deepEqual(await resolveTxt('_fupin-licence.nothing.example'), []);
  await assert.rejects(
    resolveTxt('_fupin-licence.broken.example'),
    refusal(/can't be read \(ESERVFAIL\)$/),
  );
});
