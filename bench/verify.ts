import { createCache, verifyBadge, type Bundle, type VerificationCache } from '@fupin/credential';
import { createSandbox, did, now, registry, shop } from '../packages/credential/test/sandbox.ts';
import { launchBrowser, serveFiles } from './support/browser.ts';
import { bundle as bundleCode } from './support/bundle.ts';
import { cpuMicroseconds, median, medianRatio, printFigure } from './support/measure.ts';

const sandbox = await createSandbox();
const { bundle } = sandbox;
const key = await importKey(bundle);
const badges = await Promise.all(
  Array.from({ length: 100 }, async (_, number): Promise<Bundle> => {
    const id = `${registry}/certificates/crt_${number}`;
    const certificate = await sandbox.certificate({ id });
    return { ...bundle, certificate, badge: await sandbox.badge(certificate) };
  }),
);

printFigure('verify-cpu', await verifyAgainCpu());
printFigure('verify-first-cpu', await verifyFirstCpu());
printFigure('verify-page-cpu', await verifyPageCpu());
printFigure('verify-ms', await firstVerificationMs());

/**
 * CPU of verifying a badge that the page has met before ÷ CPU of WebCrypto verifying the same two signatures from bytes that
 * lie ready. Both signatures are verified each time; remembered are keys, status lists, and what the tokens say.
 */
function verifyAgainCpu(): Promise<number> {
  const cache = createCache();
  const again = Array.from({ length: 400 }, () => bundle);
  return medianRatio(
    () => cpuOfVerifying(again, cache),
    () => cpuOfWebCrypto(again),
    9,
  );
}

/**
 * The same where each badge and certificate is new to the page: base64url, JSON and the certificate's digest are part of it.
 * Remembered are keys and status lists alone.
 */
function verifyFirstCpu(): Promise<number> {
  return medianRatio(
    async () => {
      const cache = createCache();
      await cpuOfVerifying([bundle], cache);
      return cpuOfVerifying(badges, cache);
    },
    () => cpuOfWebCrypto(badges),
    9,
  );
}

/** The same for a whole page: 100 badges of as many certificates side by side, with nothing remembered. */
function verifyPageCpu(): Promise<number> {
  return medianRatio(
    () => {
      const cache = createCache();
      return cpuMicroseconds(() => Promise.all(badges.map((each) => verify(each, cache))));
    },
    () => cpuMicroseconds(() => Promise.all(badges.map(verifyWithWebCrypto(badges)))),
    9,
  );
}

function cpuOfVerifying(bundles: readonly Bundle[], cache: VerificationCache): Promise<number> {
  return cpuMicroseconds(async () => {
    for (const each of bundles) await verify(each, cache);
  });
}

function cpuOfWebCrypto(bundles: readonly Bundle[]): Promise<number> {
  const verifyOne = verifyWithWebCrypto(bundles);
  return cpuMicroseconds(async () => {
    for (const each of bundles) await verifyOne(each);
  });
}

async function verify(each: Bundle, cache: VerificationCache): Promise<void> {
  const { state } = await verifyBadge(each, { issuer: did, origin: shop, now, cache });
  if (state !== 'valid') throw new Error(`the badge is ${state}, not valid`);
}

/** Verifies the two signatures of a bundle, of which the bytes were read beforehand. */
function verifyWithWebCrypto(bundles: readonly Bundle[]) {
  const ready = new Map(
    bundles.map((each) => [each, [each.badge ?? '', each.certificate].map(signatureOf)]),
  );
  return async (each: Bundle): Promise<void> => {
    const verdicts = await Promise.all(
      (ready.get(each) ?? []).map(({ data, signature }) =>
        crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, data),
      ),
    );
    if (!verdicts.length || verdicts.includes(false))
      throw new Error('a signature does not verify');
  };
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
