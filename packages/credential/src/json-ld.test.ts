import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { expand } from '../test/expand.ts';
import { createSandbox, read, registry } from '../test/sandbox.ts';
import { credentialsContext } from './context.ts';

const { bundle } = await createSandbox();
const own = `${registry}/contexts/v1`;

suite('in safe mode of JSON-LD', () => {
  test('a badge expands with the contexts that it names', async () => {
    const claims = read(bundle.badge);
    const expanded = JSON.stringify(await expand(claims));
    for (const term of Object.keys(claims.credentialSubject)) {
      if (term !== 'type') assert.match(expanded, new RegExp(`"${own}#${term}"`));
    }
  });

  test('status lists expand with the contexts that they name', async () => {
    for (const list of bundle.statusLists) {
      const expanded = JSON.stringify(await expand(read(list)));
      assert.match(expanded, /"https:\/\/www.w3.org\/ns\/credentials\/status#encodedList"/);
    }
  });

  test('a directory entry expands with the context of the registry alone', async () => {
    const { id, type, issuer, credentialSubject } = read(bundle.certificate);
    const { directoryEntry } = credentialSubject;
    const expanded = await expand({
      '@context': [credentialsContext, own],
      id,
      type: type.slice(0, 1),
      issuer: issuer.id,
      credentialSubject: { id: credentialSubject.id, directoryEntry },
    });
    const text = JSON.stringify(expanded);
    for (const term of Object.keys(directoryEntry)) {
      if (term !== 'type') assert.match(text, new RegExp(`"${own}#${term}"`));
    }
    assert.match(text, new RegExp(`"${own}#divisionCode"`));
  });

  test('a term of no context is an error, so the tests above can fail', async () => {
    const claims = read(bundle.badge);
    claims.credentialSubject.licensee = 'Shop';
    await assert.rejects(expand(claims), { name: 'jsonld.ValidationError' });
  });
});
