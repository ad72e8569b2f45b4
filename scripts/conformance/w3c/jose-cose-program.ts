/**
 * Runs one test of vc-jose-cose-test-suite, in the place of docker: a registry is made whose VC API knows the key that the test
 * gives, and asked to issue or to verify. It issues in its own name and with its own key, as a registry does.
 */
import { generateSigningKey } from '@fupin/credential';
import { createRegistry, fixedKey, openDatabase } from '@fupin/registry';
import type { JsonWebKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const publicUrl = 'https://registry.example';
const issuer = 'did:web:registry.example:vc-api';
// Presentations of the suite were valid for one day.
const now = new Date('2024-12-16T12:00:00Z');

const [checkout = '', ...parameters] = process.argv.slice(2);
const { values } = parseArgs({
  args: parameters.slice(parameters.indexOf('--input')),
  options: {
    input: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    feature: { type: 'string', default: '' },
    output: { type: 'string', default: '' },
  },
  strict: true,
});
const verb = parameters.at(parameters.indexOf('--input') - 1);
const fileOf = (inContainer: string) => path.join(checkout, inContainer);
const read = (inContainer: string) => readFileSync(fileOf(inContainer), 'utf8').trim();

const key = JSON.parse(read(values.key)) as {
  readonly id: string;
  readonly controller: string;
  readonly publicKeyJwk: JsonWebKey;
};
const registry = createRegistry({
  database: await openDatabase(':memory:'),
  publicUrl,
  keys: fixedKey(await generateSigningKey()),
  clock: () => now,
  vcApi: {
    signingKey: await generateSigningKey(),
    isOpen: true,
    findMethods: (controller) =>
      controller === key.controller ? [{ id: key.id, publicKeyJwk: key.publicKeyJwk }] : undefined,
  },
});

const isPresentation = values.feature.startsWith('presentation');
const content = values.input && read(values.input);
const response = await ask(
  verb === 'issue' ? issuing(JSON.parse(content) as object) : verifying(secured(content)),
);
const text = await response.text();
writeFileSync(
  fileOf(values.output),
  JSON.stringify({ result: isGood(text) ? 'success' : 'failure', data: text }),
);
process.exit();

function issuing(document: object): [string, object] {
  return isPresentation
    ? ['/presentations', { presentation: { ...document, holder: issuer } }]
    : ['/credentials/issue', { credential: { ...document, issuer } }];
}

function verifying(document: unknown): [string, object] {
  return isPresentation
    ? ['/presentations/verify', { verifiablePresentation: document }]
    : ['/credentials/verify', { verifiableCredential: document }];
}

/** The suite gives one key, that of the presentation; the credentials in it are signed with others. */
function isGood(answer: string): boolean {
  const { presentationResult } = JSON.parse(answer) as {
    presentationResult?: { verified: boolean };
  };
  return presentationResult?.verified ?? response.ok;
}

function ask([address, body]: [string, object]): Promise<Response> {
  return Promise.resolve(
    registry.request(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/** What a file holds: a token, or a document that nobody signed. */
function secured(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}
