/**
 * Puts Wycheproof's vectors for ECDSA on P-256 with SHA-256 (IEEE P1363 form) through our check of signatures in Node, Chromium
 * and Firefox: `--from PATH` names a checkout of C2SP/wycheproof. Ends with 0 where every engine accepts and refuses what it should.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch, type LaunchOptions } from 'puppeteer-core';
import { bundle } from '../../bench/support/bundle.ts';
import { es256, isSignature } from '../../packages/credential/src/jws.ts';
import { ensureBrowser, ensureFirefox } from '../browser.ts';
import { fail, root } from '../command.ts';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly msg: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid';
}

interface Group {
  readonly publicKeyJwk?: JsonWebKey;
  readonly publicKey: { readonly uncompressed: string };
  readonly tests: readonly Vector[];
}

const { values } = parseArgs({ options: { from: { type: 'string' } } });
const from =
  values.from ?? fail('Which checkout?', 'Expected: --from PATH of a checkout of C2SP/wycheproof.');
const file = path.resolve(from, 'testvectors_v1/ecdsa_secp256r1_sha256_p1363_test.json');
const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as { testGroups: readonly Group[] };
const vectors = testGroups.flatMap(({ tests }) => tests);

report(`Node ${process.versions.node}`, await judge(testGroups, { isSignature, es256 }));

const code = await bundle(
  `import { es256, isSignature } from '${root}/packages/credential/src/jws.ts';
   globalThis.ours = { es256, isSignature };`,
);
const server = createServer(({ url }, response) => {
  response.setHeader('content-type', url === '/code.js' ? 'text/javascript' : 'text/html');
  response.end(
    url === '/code.js' ? code : '<!doctype html><script type="module" src="/code.js"></script>',
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
try {
  await judgeInBrowser({
    executablePath: await ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  await judgeInBrowser({
    browser: 'firefox',
    executablePath:
      (await ensureFirefox()) ?? fail('There is no Firefox.', 'Install it, or set FIREFOX_PATH.'),
  });
} finally {
  server.close();
}

async function judgeInBrowser(options: LaunchOptions) {
  const browser = await launch({ headless: true, ...options });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const accepted = await page.evaluate(
    `(${judge.toString()})(${JSON.stringify(testGroups)}, globalThis.ours)`,
  );
  report(await browser.version(), accepted as readonly boolean[]);
  await browser.close();
}

/** Which vectors are accepted, in order. Runs in each engine, so it uses nothing from around it. */
async function judge(
  groups: readonly Group[],
  ours: { isSignature: typeof isSignature; es256: typeof es256 },
): Promise<readonly boolean[]> {
  const fromHex = (text: string) =>
    Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const accepted: boolean[] = [];
  for (const { publicKey, tests } of groups) {
    const point = fromHex(publicKey.uncompressed);
    const key = await crypto.subtle.importKey('raw', point, ours.es256, false, ['verify']);
    for (const { msg, sig } of tests) {
      accepted.push(await ours.isSignature(fromHex(sig), fromHex(msg), key));
    }
  }
  return accepted;
}

function report(engine: string, accepted: readonly boolean[]) {
  const wrong = vectors.filter(({ result }, at) => accepted[at] !== (result === 'valid'));
  const yes = accepted.filter(Boolean).length;
  console.log(
    `${engine}: ${vectors.length - wrong.length} of ${vectors.length} as they should be ` +
      `(${yes} accepted, ${accepted.length - yes} refused)`,
  );
  for (const { tcId, comment, result } of wrong) {
    console.log(`  ✗ ${tcId} ${comment}: expected ${result}`);
    process.exitCode = 1;
  }
}
