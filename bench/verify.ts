import { createCache, verifyBadge, type Bundle } from '@fupin/credential';
import { createSandbox, did, now, shop } from '../packages/credential/test/sandbox.ts';
import { launchBrowser, serveFiles } from './support/browser.ts';
import { bundle as bundleCode } from './support/bundle.ts';
import { cpuMicroseconds, median, medianRatio, printFigure } from './support/measure.ts';

const verifications = 400;
const { bundle } = await createSandbox();

printFigure('verify-cpu', await verifyCpu());
printFigure('verify-ms', await firstVerificationMs());

/**
 * CPU of verifying a badge, once the page has taken in keys, status lists and the certificate's digest, ÷ CPU of WebCrypto
 * verifying the same two signatures from bytes that lie ready.
 */
async function verifyCpu(): Promise<number> {
  const cache = createCache();
  const key = await importKey(bundle);
  const signed = [bundle.badge, bundle.certificate].map(signatureOf);

  const ours = () =>
    cpuMicroseconds(async () => {
      for (let i = 0; i < verifications; i += 1) {
        const { state } = await verifyBadge(bundle, { issuer: did, origin: shop, now, cache });
        if (state !== 'valid') throw new Error(`the badge is ${state}, not valid`);
      }
    });
  const raw = () =>
    cpuMicroseconds(async () => {
      for (let i = 0; i < verifications; i += 1) {
        const verdicts = await Promise.all(
          signed.map(({ data, signature }) =>
            crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, data),
          ),
        );
        if (verdicts.includes(false)) throw new Error('a signature does not verify');
      }
    });
  return medianRatio(ours, raw, 9);
}

/** Milliseconds from a bundle's arrival in a new page to the verdict on its first badge, everything still to be taken in. */
async function firstVerificationMs(): Promise<number> {
  const code = await bundleCode(
    `import { verifyBadge } from '@fupin/credential/verify'; globalThis.verifyBadge = verifyBadge;`,
  );
  const server = await serveFiles({
    '/': ['text/html', '<!doctype html><script type="module" src="/verify.js"></script>'],
    '/verify.js': ['text/javascript', code],
  });
  const browser = await launchBrowser();
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const { state, milliseconds } = await page.evaluate(
      async ([text, issuer, origin, at]) => {
        const { verifyBadge } = globalThis as unknown as { verifyBadge: VerifyBadge };
        const started = performance.now();
        const result = await verifyBadge(JSON.parse(text) as Bundle, {
          issuer,
          origin,
          now: new Date(at),
        });
        return { state: result.state, milliseconds: performance.now() - started };
      },
      [JSON.stringify(bundle), did, shop, now.toISOString()] as const,
    );
    if (state !== 'valid') throw new Error(`the badge is ${state}, not valid`);
    times.push(milliseconds);
    await page.close();
  }
  await browser.close();
  await server.close();
  return median(times);
}

type VerifyBadge = typeof verifyBadge;

function importKey({ keySet }: typeof bundle): Promise<CryptoKey> {
  const [jwk] = keySet.keys;
  if (!jwk) throw new Error('the bundle has no key');
  return crypto.subtle.importKey('jwk', { ...jwk }, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'verify',
  ]);
}

function signatureOf(token: string) {
  const end = token.lastIndexOf('.');
  return {
    data: Buffer.from(token.slice(0, end)),
    signature: Buffer.from(token.slice(end + 1), 'base64url'),
  };
}
