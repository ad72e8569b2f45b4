import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleSize } from './support/bundle.ts';
import { printFigure } from './support/measure.ts';

interface Budget {
  readonly figure: string;
  /** The most bytes that `npm test` lets it have. */
  readonly limit: number;
  readonly measure: () => Promise<number> | number;
}

const client = `import { createClient } from '@fupin/client'; globalThis.fupin = createClient;`;
/** What the client loads when it first reads from the directory, and when it first reports sales. */
const reading = /\/endpoints\/directory\.js$/;
const selling = /\/endpoints\/(directory|sales)\.js$/;
/** What a badge loads when it is first pressed, in one language; the QR library comes after that, and is not ours. */
const opened = /\/badge-details\/(badge-popover|messages\/zh-hans)\.js$/;
const badge = `import '@fupin/elements/certification-badge';`;
/** What else a page loads that makes its device's key, which it does once, or writes files to be carried by hand. */
const sellingAndCarrying = /\/(endpoints\/(directory|sales)|outbox\/seldom)\.js$/;
const outbox = `${client} import { createOutbox } from '@fupin/client/outbox'; globalThis.outbox = createOutbox;`;
const page = ` import { lineNumbers, pageLife } from '@fupin/client/outbox/page'; Object.assign(globalThis, { lineNumbers, pageLife });`;

const budgets: readonly Budget[] = [
  {
    figure: 'badge-br-bytes',
    limit: 10_000,
    measure: async () => (await bundleSize(badge)).brotli,
  },
  {
    figure: 'badge-opened-br-bytes',
    limit: 13_000,
    measure: async () => (await bundleSize(badge, opened)).brotli,
  },
  {
    figure: 'certificate-br-bytes',
    limit: 13_500,
    measure: async () => (await bundleSize(`import '@fupin/elements/certificate';`)).brotli,
  },
  {
    figure: 'special-area-br-bytes',
    limit: 32_000,
    measure: async () => (await bundleSize(`import '@fupin/elements/special-area';`)).brotli,
  },
  {
    figure: 'autoloader-br-bytes',
    limit: 1_500,
    measure: () =>
      brotliCompressSync(readFileSync(path.resolve('packages/elements/dist/cdn/fupin.js'))).length,
  },
  {
    figure: 'client-gz-bytes',
    limit: 28_500,
    measure: async () => (await bundleSize(client, reading)).gzip,
  },
  {
    figure: 'outbox-gz-bytes',
    limit: 5_000,
    measure: async () =>
      (await bundleSize(outbox, selling)).gzip - (await bundleSize(client, selling)).gzip,
  },
  {
    figure: 'outbox-with-page-gz-bytes',
    limit: 6_000,
    measure: async () =>
      (await bundleSize(outbox + page, selling)).gzip - (await bundleSize(client, selling)).gzip,
  },
  {
    figure: 'webhooks-gz-bytes',
    limit: 1_600,
    measure: async () =>
      (
        await bundleSize(
          `import { verifyWebhook } from '@fupin/client/webhooks'; globalThis.verify = verifyWebhook;`,
        )
      ).gzip,
  },
  {
    figure: 'outbox-on-demand-gz-bytes',
    limit: 800,
    measure: async () =>
      (await bundleSize(outbox, sellingAndCarrying)).gzip -
      (await bundleSize(outbox, selling)).gzip,
  },
  {
    figure: 'outbox-verify-gz-bytes',
    limit: 1_600,
    measure: async () =>
      (
        await bundleSize(
          `import { verifyDeadLetters } from '@fupin/client/outbox/verify'; globalThis.verify = verifyDeadLetters;`,
        )
      ).gzip,
  },
  {
    figure: 'credential-verify-gz-bytes',
    limit: 2_100,
    measure: async () =>
      (
        await bundleSize(
          `import { verifyBadge } from '@fupin/credential/verify'; globalThis.verify = verifyBadge;`,
        )
      ).gzip,
  },
];

const isCheck = process.argv.includes('--check');
for (const { figure, limit, measure } of budgets) {
  const bytes = await measure();
  printFigure(figure, bytes);
  if (isCheck && bytes > limit) {
    console.error(`${figure} is ${bytes} bytes; its budget is ${limit}.`);
    process.exitCode = 1;
  }
}
