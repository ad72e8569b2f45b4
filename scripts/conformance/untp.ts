/**
 * Holds what `@fupin/credential` issues against the UN Transparency Protocol: `--from PATH` names a clone of
 * uncefact/spec-untp. The certificate is validated against the published JSON schema of the Digital Conformity Credential, and
 * certificate, badge and status lists are expanded as JSON-LD in safe mode, in which a term without a meaning is an error.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { conformityContext } from '../../packages/credential/src/context.ts';
import { expand } from '../../packages/credential/test/expand.ts';
import { createSandbox, read } from '../../packages/credential/test/sandbox.ts';
import { fail, runCommand } from '../command.ts';

/** The commit of spec-untp that holds schema and context as released in version 0.6.0. */
const release = 'a77b8980f620a819461eb1ba5c62bc93b5c0836f';
const artefacts = 'data-models/untp-dcc/artefacts';

const { values } = parseArgs({ options: { from: { type: 'string' } } });
const clone = path.resolve(
  values.from ?? fail('Which clone?', 'Expected: --from PATH of a clone of uncefact/spec-untp.'),
);
const schema = await published('DigitalConformityCredential-schema.json');
const context = await published('context.jsonld');

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const { bundle } = await createSandbox();

const isValid = ajv.validate(schema, read(bundle.certificate));
report('the certificate is valid against the schema', isValid ? undefined : ajv.errorsText());
for (const [name, token] of [
  ['the certificate', bundle.certificate],
  ['the badge', bundle.badge],
  ...bundle.statusLists.map((list) => [`the ${purposeOf(list)} list`, list] as const),
] as const) {
  const fault = await expand(read(token), [[conformityContext, context]]).then(
    () => undefined,
    (error: unknown) => `${String(error)} ${JSON.stringify(error)}`,
  );
  report(`${name} expands in safe mode`, fault);
}

function purposeOf(list: string): string {
  return String(read(list).credentialSubject.statusPurpose);
}

function report(what: string, fault: string | undefined) {
  console.log(`${fault ? '✗' : '✓'} ${what}${fault ? `: ${fault}` : ''}`);
  if (fault) process.exitCode = 1;
}

async function published(file: string): Promise<object> {
  const { status, output } = await runCommand('git', [
    '-C',
    clone,
    'show',
    `${release}:${artefacts}/${file}`,
  ]);
  if (status !== 0) fail(`The clone has no ${file} of release 0.6.0.`, output);
  return JSON.parse(output) as object;
}
